import { beforeAll, expect, test } from 'vitest';
import type { Call } from '#platform';
import { asOwner } from '../../platform/testing.ts';
import { brought, standing, theApprover, theDesk } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import { decideKind } from '../screening/decide-kind.ts';
import { proposeKind } from '../screening/propose-kind.ts';
import { addToCase } from '../sender/add-to-case.ts';
import { aSquare, type Square } from '../testing.ts';
import { listTexts } from '../texts.store.ts';
import { findSealed, listSealed, listSealedTexts } from './custody.store.ts';
import { openSealed, writeBrief } from './open-sealed.ts';

let s: Square;
const theCustodian = 'member2.province';
const reason = 'Cần tóm tắt cho người xác minh';
beforeAll(async () => {
	s = await aSquare();
	await s.post(theCustodian, 'custodian', s.unit.province);
});
const all = (call: Call) => listSealed(call, { q: '', limit: 10_000, offset: 0 });
const calledAnOpinion = async () => {
	const filed = await brought(s, 'screened', { kind: 'denunciation', texts: { matter: 'Nội dung tố cáo' } });
	await s.as(theDesk, (call) => proposeKind(call, filed.id, { kind: 'opinion', reason: 'Không phải tố cáo' }));
	await s.as(theApprover, (call) => decideKind(call, filed.id, true));
	return filed;
};

test('what was sealed and is called an opinion since is opened and briefed by who could before, and by nobody else', async () => {
	const { id } = await calledAnOpinion();
	expect(await standing(s, { id })).toMatchObject({ kind: 'opinion', sealed: false, inCustody: true });
	for (const who of ['seat1', theCustodian]) {
		expect(await s.as(who, (call) => findSealed(call, id)), who).toMatchObject({ briefWaits: true });
		expect((await s.as(who, all)).rows.map((each) => each.id)).toContain(id);
	}
	for (const who of [theDesk, theApprover, 'member1.province', 'member1.communeA'])
		expect(await s.as(who, (call) => findSealed(call, id)), who).toBeUndefined();
	await s.as('seat1', (call) => openSealed(call, id, reason));
	expect((await s.as('seat1', (call) => listSealedTexts(call, id))).map(({ part }) => part)).toEqual(['matter']);
	const { step } = await standing(s, { id });
	await s.as('seat1', (call) => writeBrief(call, id, 'Người gửi nói về việc nhận quà.', step));
	const read = await s.as(theDesk, (call) => listTexts(call, id, ['brief', 'matter']));
	expect(read.map(({ part }) => part)).toEqual(['brief']);
});

test('what its sender adds since is read by its handler, and waits for no brief', async () => {
	const filed = await calledAnOpinion();
	const { step } = await standing(s, filed);
	await s.as('seat1', (call) => openSealed(call, filed.id, reason));
	await s.as('seat1', (call) => writeBrief(call, filed.id, 'Người gửi nói về việc nhận quà.', step));
	await s.asSender(filed, async (call) => addToCase(call, (await findSendersCase(call))!, { text: 'Ngày 5/3' }));
	expect(await s.as('seat1', (call) => findSealed(call, filed.id))).toMatchObject({ untold: false, briefWaits: false });
	const read = await s.as(theDesk, (call) => listTexts(call, filed.id, ['message']));
	expect(read.map(({ text }) => text)).toContain('Ngày 5/3');
});

test('only what is still to be answered waits for a brief, and stands before what is not', async () => {
	const [answered, open] = [
		await brought(s, 'screened', { kind: 'complaint' }),
		await brought(s, 'screened', { kind: 'complaint' }),
	];
	await asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set state = 'answered', answered_on = received_on, answered_in_time = true, received_on = received_on - 30
			where id = '${answered.id}'`,
		'alter table feedback enable trigger user',
	);
	const { rows } = await s.as('seat1', all);
	const [first, last] = [open, answered].map(({ id }) => rows.findIndex((each) => each.id === id));
	expect(rows[first!]).toMatchObject({ untold: true, briefWaits: true });
	expect(rows[last!]).toMatchObject({ untold: true, briefWaits: false });
	expect(first!).toBeLessThan(last!);
});
