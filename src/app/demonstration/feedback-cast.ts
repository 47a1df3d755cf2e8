import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { createAccount, grantPost } from '#access';
import { seatWithKey } from '#feedback';
import { findBearer } from '#organisation';
import type { Call } from '#platform';
import { password, type Cast } from './sign-ins.ts';

/** Who sorts and approves, who looks into it, and who above the handler gives more time or suspends. */
export type Pair = { desk: string; handler: string; head: string };

/** Who answers people: the desks of the centre, the province, a department and a ward, and an oversight body of two. */
export type Desks = { province: number; centre: number; bodies: ReadonlyMap<number, Pair>; oversight: Pair };

/** Seats in the oversight body: nobody's members, because they come from outside. */
export const seatNames = ['giamsat.mot', 'giamsat.hai'] as const;

export async function openDesks(call: Call, cast: Cast, passwordHash: string): Promise<Desks> {
	const unitAt = async (code: string) => (await findBearer(call, code, call.today))!.id;
	const [province, centre, ward, department] = [
		await unitAt('25'),
		await unitAt('VN'),
		await unitAt('08707'),
		await unitAt('25-P05'),
	];
	const named = (userName: string) => cast.named.get(userName)!;
	await grantPost(call, { accountId: named('phutho.tiepdan'), role: 'feedbackDesk', unitId: province });
	await grantPost(call, { accountId: named('phutho.kiemtra'), role: 'inspector', unitId: province });
	await grantPost(call, { accountId: named('phutho.giumat'), role: 'custodian', unitId: province });
	await grantPost(call, { accountId: named('vinhyen.daumoi'), role: 'feedbackDesk', unitId: ward });
	const seats: string[] = [];
	for (const [at, userName] of seatNames.entries()) {
		const accountId = await createAccount(call, {
			userName,
			displayName: `Người giám sát ${at + 1} (minh họa)`,
			passwordHash,
		});
		await seatWithKey(call, {
			accountId,
			body: 'Hội đồng giám sát minh họa',
			recipient: await keyFor(call, userName),
		});
		seats.push(accountId);
	}
	return {
		province,
		centre,
		bodies: new Map([
			[
				centre,
				{ desk: named('trunguong.tiepdan'), handler: named('trunguong.daumoi'), head: named('trunguong.thutruong') },
			],
			[province, { desk: named('phutho.tiepdan'), handler: named('phutho.kiemtra'), head: named('phutho.giamdoc') }],
			[department, { desk: named('phutho.tiepdan'), handler: named('phong05.truong'), head: named('phutho.giamdoc') }],
			[ward, { desk: named('vinhyen.daumoi'), handler: named('vinhyen.truong'), head: named('phutho.giamdoc') }],
		]),
		oversight: { desk: seats[0]!, handler: seats[1]!, head: seats[0]! },
	};
}

/** Where the key files of the seats lie, under the password of all demonstration accounts. */
export const keyFolder = (dataDirectory: string): string => join(dataDirectory, 'demonstration');

/** Real persons make their key in their browser; these are made here so that sealed content can be tried out. */
async function keyFor(call: Call, userName: string): Promise<string> {
	const identity = await generateX25519Identity();
	const encrypter = new Encrypter();
	encrypter.setPassphrase(password);
	// The password is known to everybody: making it slow to guess would protect nothing, and take seconds.
	encrypter.setScryptWorkFactor(12);
	const folder = keyFolder(call.house.settings.dataDirectory);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const file = armor.encode(await encrypter.encrypt(identity));
	writeFileSync(join(folder, `${userName}.age.txt`), file, { mode: 0o600 });
	return identityToRecipient(identity);
}
