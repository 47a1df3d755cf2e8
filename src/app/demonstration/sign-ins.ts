import { createAccount, endPost, grantPost, hashPassword, type AccountRole } from '#access';
import { findBearer } from '#organisation';
import type { Call } from '#platform';
import { listHeads, listServing } from './demonstration.store.ts';

/** The password of every demonstration account; printed at start, worth nothing elsewhere. */
export const password = 'minh-hoa-2026';

/** One sign-in for each role, for the README and the first page: user name, the code of the unit, role. */
export const signIns = [
	['trunguong.thutruong', 'VN', 'unitHead'],
	['trunguong.daumoi', 'VN', 'focalOfficer'],
	['trunguong.kiemtoan', 'VN', 'auditor'],
	['trunguong.duyet', 'VN', 'approver'],
	['trunguong.quantri', 'VN', 'administrator'],
	['trunguong.tiepdan', 'VN', 'feedbackDesk'],
	['phutho.giamdoc', '25', 'unitHead'],
	['phutho.daumoi', '25', 'focalOfficer'],
	['phutho.bandchidao', '25', 'committeeMember'],
	['phutho.bientap', '25', 'editor'],
	['phutho.duyet', '25', 'approver'],
	['phong02.truong', '25-P02', 'unitHead'],
	['phong04.truong', '25-P04', 'unitHead'],
	['phong05.truong', '25-P05', 'unitHead'],
	['phutho.tiepdan', '25-P05', 'feedbackDesk'],
	['phutho.giumat', '25-P04', 'custodian'],
	['phutho.kiemtra', '25-P04', 'inspector'],
	['vinhyen.truong', '08707', 'unitHead'],
	['vinhyen.daumoi', '08707', 'focalOfficer'],
	['vinhyen.canbo', '08707', 'member'],
] as const satisfies readonly (readonly [string, string, AccountRole | 'member'])[];

export const hashOnce = () => hashPassword(password);

/** Who acts in the stories: the accounts of a unit's head and focal officer, by the unit's code when the accounts were made. */
export type Cast = {
	head: ReadonlyMap<number, string>;
	focal: ReadonlyMap<number, string>;
	named: ReadonlyMap<string, string>;
};

/**
 * Accounts for those who act in the stories. The named sign-ins come first, each a member of its unit; then, wherever
 * people serve, the first is the head and the second the focal officer; of the others those in `everybodyAt`. Without a
 * password nobody can sign in with the unnamed.
 */
export async function openAccounts(call: Call, passwordHash: string, everybodyAt: ReadonlySet<number>): Promise<Cast> {
	const serving = Map.groupBy(await listServing(call), ({ unitId }) => unitId);
	const cast = { head: new Map<number, string>(), focal: new Map<number, string>(), named: new Map<string, string>() };
	for (const [userName, code, role] of signIns) {
		const unit = await findBearer(call, code, call.today);
		const member = unit && serving.get(unit.id)?.shift();
		if (!member) throw new Error(`demonstration: nobody serves at ${code}`);
		const accountId = await createAccount(call, {
			userName,
			displayName: member.fullName,
			memberId: member.memberId,
			passwordHash,
		});
		cast.named.set(userName, accountId);
		await appoint(call, cast, accountId, role, unit.id);
	}
	for (const [unitId, members] of serving) {
		for (const { memberId, number, fullName } of members) {
			const role = !cast.head.has(unitId) ? 'unitHead' : !cast.focal.has(unitId) ? 'focalOfficer' : 'member';
			if (role === 'member' && !everybodyAt.has(unitId)) break;
			const accountId = await createAccount(call, { userName: number.toLowerCase(), displayName: fullName, memberId });
			await appoint(call, cast, accountId, role, unitId);
		}
	}
	return cast;
}

async function appoint(
	call: Call,
	cast: { head: Map<number, string>; focal: Map<number, string> },
	accountId: string,
	role: AccountRole | 'member',
	unitId: number,
): Promise<void> {
	if (role === 'member') return;
	await grantPost(call, { accountId, role, unitId });
	if (role === 'unitHead') cast.head.set(unitId, accountId);
	if (role === 'focalOfficer') cast.focal.set(unitId, accountId);
}

/** Several units became one, and each brought its head along: one stays. */
export async function keepOneHead(call: Call): Promise<Map<number, string>> {
	const heads = new Map<number, string>();
	for (const { postId, unitId, accountId } of await listHeads(call)) {
		if (heads.has(unitId)) await endPost(call, postId);
		else heads.set(unitId, accountId);
	}
	return heads;
}
