import { sql } from 'kysely';
import type { Call } from '#platform';

/**
 * Everything sign-in asks of the database: the reviewed functions of the schema `signin`, and nothing else, because its
 * login may do nothing else. What each does is written in the migration.
 */

export type Credentials = { accountId: string; passwordHash: string | null; secondFactor: boolean };
export type Person = Credentials & { userName: string; displayName: string };

/** Seconds to wait before the next try; 0: go on. */
export async function admitTry(call: Call, bucket: Buffer, withAll: boolean): Promise<number> {
	const { rows } = await sql<{ wait: number }>`select signin.admit(${bucket}, ${withAll}) as wait`.execute(call.db);
	return rows[0]!.wait;
}

export async function admittedRightly(call: Call, bucket: Buffer, withAll: boolean): Promise<void> {
	await sql`select signin.admitted_rightly(${bucket}, ${withAll})`.execute(call.db);
}

export async function findCredentials(call: Call, userName: string): Promise<Credentials | undefined> {
	const { rows } = await sql<Credentials>`select * from signin.find(${userName})`.execute(call.db);
	return rows[0];
}

export async function saveSession(
	call: Call,
	session: { accountId: string; hash: Buffer; device: string; method: string; replaces: Buffer | null },
): Promise<void> {
	await sql`select signin.begin_session(${session.accountId}, ${session.hash}, ${session.device}, ${session.method},
		${session.replaces})`.execute(call.db);
}

/** Whose living session it is. */
export async function findPerson(call: Call, sessionHash: Buffer): Promise<Person | undefined> {
	const { rows } = await sql<Person>`select * from signin.whose(${sessionHash})`.execute(call.db);
	return rows[0];
}

export async function elevateSession(call: Call, oldHash: Buffer, newHash: Buffer): Promise<boolean> {
	return truth(call, sql`signin.elevate(${oldHash}, ${newHash})`);
}

export async function touch(call: Call, sessionHash: Buffer): Promise<void> {
	await sql`select signin.touch(${sessionHash})`.execute(call.db);
}

/** False when the session is over. The other sessions of the account end. */
export async function savePassword(call: Call, sessionHash: Buffer, passwordHash: string): Promise<boolean> {
	return truth(call, sql`signin.set_password(${sessionHash}, ${passwordHash})`);
}

export async function oweSecondFactor(call: Call, accountId: string, stepHash: Buffer): Promise<void> {
	await sql`select signin.owe_second_factor(${accountId}, ${stepHash})`.execute(call.db);
}

export async function findStepOwner(call: Call, stepHash: Buffer): Promise<string | undefined> {
	const { rows } = await sql<{ id: string | null }>`select signin.step_owner(${stepHash}) as id`.execute(call.db);
	return rows[0]!.id ?? undefined;
}

export type Sealed = { secret: Buffer; lastStep: number };

/** Counts one try; undefined when there is none left. */
export async function trySecondFactor(call: Call, stepHash: Buffer) {
	const { rows } = await sql<{ accountId: string; secret: Buffer | null; lastStep: number | null }>`
		select * from signin.try_second_factor(${stepHash})`.execute(call.db);
	return rows[0];
}

export async function endStep(call: Call, stepHash: Buffer): Promise<void> {
	await sql`select signin.end_step(${stepHash})`.execute(call.db);
}

export async function findTotp(call: Call, accountId: string): Promise<Sealed | undefined> {
	const { rows } = await sql<Sealed>`select * from signin.totp_of(${accountId})`.execute(call.db);
	return rows[0];
}

/** True once for each half minute, however many ask. */
export const takeTotpStep = (call: Call, accountId: string, step: number): Promise<boolean> =>
	truth(call, sql`signin.use_totp(${accountId}, ${step})`);

export const takeRecoveryCode = (call: Call, accountId: string, codeHash: Buffer): Promise<boolean> =>
	truth(call, sql`signin.use_recovery_code(${accountId}, ${codeHash})`);

/** False when it was answered before. */
export const takeChallenge = (call: Call, hash: Buffer): Promise<boolean> =>
	truth(call, sql`signin.take_challenge(${hash})`);

export type StoredPasskey = { accountId: string; publicKey: Buffer; counter: number; transports: string[] };

export async function findPasskey(call: Call, id: string): Promise<StoredPasskey | undefined> {
	const { rows } = await sql<StoredPasskey>`select * from signin.find_passkey(${id})`.execute(call.db);
	return rows[0];
}

export const usePasskey = (call: Call, id: string, counter: number): Promise<boolean> =>
	truth(call, sql`signin.use_passkey(${id}, ${counter})`);

export async function findLink(call: Call, hash: Buffer) {
	const { rows } = await sql<{ accountId: string; userName: string; displayName: string }>`
		select * from signin.find_link(${hash})`.execute(call.db);
	return rows[0];
}

export async function takeLink(call: Call, hash: Buffer, passwordHash: string) {
	const { rows } = await sql<{ accountId: string; secondFactor: boolean }>`
		select * from signin.use_link(${hash}, ${passwordHash})`.execute(call.db);
	return rows[0];
}

async function truth(call: Call, said: ReturnType<typeof sql>): Promise<boolean> {
	const { rows } = await sql<{ said: boolean }>`select ${said} as said`.execute(call.db);
	return rows[0]!.said;
}
