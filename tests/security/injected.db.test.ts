import pg from 'pg';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { aSquare, type Square } from '../../src/feedback/testing.ts';
import { roleName, type Role } from '../../src/platform/database/roles.ts';
import { asOperator, urlOf } from '../../src/platform/testing.ts';
import { of, ofAnybody, ofFaces, type Attempts, type Loot } from './injected/attempts.ts';

/**
 * every login, once its transaction has said who asks, sends whatever SQL somebody has slipped in. Nothing outside of what the
 * asker may anyway comes back or is changed. What a login may by its nature (the worker reads what is stored, encrypted as it is) is
 * not tried here; see docs/security.md.
 */
let s: Square;
let loot: Loot;

/** Who asks: at each face somebody who has nothing to do with the case. */
const declared: Record<keyof typeof of, () => string> = {
	public: () => `select app.enter_as('public')`,
	staff: () => `select app.enter_session('${tokenOf('member1.communeA')}')`,
	signin: () => `select app.enter_as('signin')`,
	custody: () => `select app.enter_session('${tokenOf('seat1')}', 'custody')`,
	jobs: () => `select app.enter_as('job:injected')`,
};
const tokenOf = (who: string): string => {
	const caller = s.callerOf(who);
	return caller.kind === 'session' ? caller.token : '';
};

beforeAll(async () => {
	s = await aSquare();
	await s.file({ kind: 'denunciation', texts: { matter: 'Nội dung tố cáo', name: 'Người gửi minh họa' } });
	const filed = await s.file({ unitId: s.unit.communeB, texts: { matter: 'Nội dung', contact: 'nhà số 1' } });
	loot = await asOperator(s.house, async (call) => {
		await sql`update account set password_hash = 'hash'`.execute(call.db);
		await sql`insert into feedback_officer (feedback_id, member_id)
			values (${filed.id}, ${s.memberId('member1.communeB')})`.execute(call.db);
		const { rows } = await sql<{
			logId: string;
			accountId: string;
		}>`select f.log_id, a.id as account_id from feedback f, account a
			where f.id = ${filed.id} and a.member_id = ${s.memberId('member1.communeB')}`.execute(call.db);
		return {
			...rows[0]!,
			caseId: filed.id,
			memberId: s.memberId('member1.communeB'),
			unitId: s.unit.communeA,
			owner: urlOf(s.house).username,
		};
	});
});

/** What came of an attempt: what it was refused with, or how many rows it saw or changed. */
async function tried(client: pg.Client, role: Role, statements: string): Promise<string> {
	await client.query('begin');
	try {
		await client.query(`set local role ${roleName(role)}`);
		await client.query(declared[role as keyof typeof of]());
		const results = [await client.query(statements)].flat();
		const last = results.at(-1)!;
		return last.rowCount === 0 ? 'nothing' : `${last.command} of ${last.rowCount ?? 'everything'}`;
	} catch (error) {
		// Refused for lack of a right, or by a rule of ours; a statement that fails otherwise proves nothing.
		const { code = '' } = error as pg.DatabaseError;
		return code === '42501' || code.startsWith('VD') ? 'nothing' : String(error);
	} finally {
		await client.query('rollback').catch(() => {});
	}
}

describe.each(Object.keys(of) as (keyof typeof of)[])('%s', (role) => {
	const faces = role !== 'jobs';
	test('gets nothing by any of the attempts', async () => {
		const attempts: Attempts = { ...ofAnybody(loot), ...(faces && ofFaces(loot)), ...of[role](loot) };
		const client = await s.house.database.connect(role);
		const got: Record<string, string> = {};
		try {
			for (const [sentence, statements] of Object.entries(attempts)) {
				const came = await tried(client, role, statements);
				if (came !== 'nothing') got[sentence] = came;
			}
		} finally {
			await client.end();
		}
		expect(got).toEqual({});
	});
});
