import { beforeAll, describe, expect, test } from 'vitest';
import { endPost, grantPost } from '#access';
import { letMemberGo, postMember } from '#people';
import { asOperator } from '../../platform/testing.ts';
import { sees, theDesk } from '../desk/testing.ts';
import { aSquare, type Square } from '../testing.ts';
import { identifyOfficers } from './identify-officers.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
/** Whoever keeps the members of both, two days after the case came in. */
const later = { now: new Date(Date.now() + 2 * 86_400_000) };
const post = (who: string, unitId: number, on: string) =>
	asOperator(s.house, (call) => postMember(call, s.memberId(who), { unitId, position: 'Cán bộ', on }), later);

describe('what is recorded of postings after a case came in', () => {
	test('takes nobody out of its conflict set who was known to serve there on the day', async () => {
		const who = 'member2.communeA';
		await s.post(who, 'inspector', s.unit.province);
		const filed = await s.file({ happenedOn: yesterday });
		expect(await sees(s, who, filed)).toBe(false);
		await post(who, s.unit.province, '2025-01-01');
		expect(await sees(s, who, filed)).toBe(false);
		await post(who, s.unit.province, '2016-01-01');
		expect(await sees(s, who, filed)).toBe(false);
		await asOperator(s.house, (call) => letMemberGo(call, s.memberId(who), '2026-01-01'), later);
		expect(await sees(s, who, filed)).toBe(false);
	});

	test('puts nobody into it for a day that was over', async () => {
		const filed = await s.file({ happenedOn: yesterday });
		const head = 'head.province';
		expect(await sees(s, head, filed)).toBe(true);
		await post(head, s.unit.communeA, '2025-01-01');
		await post(head, s.unit.province, new Date().toISOString().slice(0, 10));
		expect(await sees(s, head, filed)).toBe(true);
	});

	test('moves no officer away from those who served with them', async () => {
		const [who, officer] = ['member1.communeB', 'member2.communeB'];
		await s.post(who, 'inspector', s.unit.province);
		const filed = await s.file({ happenedOn: yesterday });
		expect(await sees(s, who, filed)).toBe(true);
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [officer]));
		expect(await sees(s, who, filed)).toBe(false);
		await post(officer, s.unit.elsewhere, '2025-01-01');
		expect(await sees(s, who, filed)).toBe(false);
	});
});

test('naming one officer of a whole province frees nobody of it', async () => {
	const who = 'member3.communeB';
	await s.post(who, 'inspector', s.unit.ministry);
	const filed = await s.file({ unitId: s.unit.province, happenedOn: yesterday });
	expect(await sees(s, who, filed)).toBe(false);
	for (const officer of ['member3.communeA', 'member1.province']) {
		await s.as('desk.ministry', (call) => identifyOfficers(call, filed.id, [officer]));
		expect(await sees(s, who, filed)).toBe(false);
	}
});

test('whom an officer led for hours on the day is in the set, though the role was taken away the same day', async () => {
	const [who, officer] = ['member2.elsewhere', 'member1.province'];
	await s.post(who, 'inspector', s.unit.ministry);
	const filed = await s.file({ unitId: s.unit.province });
	expect(await sees(s, who, filed)).toBe(true);
	await s.as('desk.ministry', (call) => identifyOfficers(call, filed.id, [officer]));
	expect(await sees(s, who, filed)).toBe(true);
	const accountId = await s.accountOf(officer);
	await asOperator(s.house, async (call) =>
		endPost(call, await grantPost(call, { accountId, role: 'unitHead', unitId: s.unit.elsewhere })),
	);
	expect(await sees(s, who, filed)).toBe(false);
});
