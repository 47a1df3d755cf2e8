import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asOperator } from '../../platform/testing.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { reviewObjections } from '../answering/review-objections.ts';
import { finishRectification } from '../aftermath/finish-rectification.ts';
import { orderRectification } from '../aftermath/order-rectification.ts';
import { verifyRectification } from '../aftermath/verify-rectification.ts';
import { closeFeedback } from '../answering/close-feedback.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { aDraft, brought, sees, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { findFeedback } from '../feedback.store.ts';
import type { Filed, Filing } from '../filing/file-feedback.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { routeBarred, routeWaiting } from '../routing/route-feedback.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { openSealed } from '../custody/open-sealed.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { aSquare, type Square } from '../testing.ts';
import { eraseWhatIsOld } from '../watch/erase-feedback.ts';
import { watchMerged } from '../watch/watch-merged.ts';
import { decideClearing, proposeClearing } from './clear-officer.ts';
import { identifyOfficers } from './identify-officers.ts';
import { mergeFeedback } from './merge-feedback.ts';
import { listOfficers } from './officer.store.ts';
import { splitFeedback } from './split-feedback.ts';

/** Of another commune, and at the desk of the province. */
const named = 'member1.communeB';
let s: Square;
let number: string;

beforeAll(async () => {
	s = await aSquare();
	await s.post(named, 'feedbackDesk', s.unit.province);
	number = await asOperator(s.house, async ({ db }) => {
		const { rows } = await sql<{ number: string }>`select number from member where id = ${s.memberId(named)}`.execute(
			db,
		);
		return rows[0]!.number;
	});
});

const identify = (id: string) => s.as(theDesk, (call) => identifyOfficers(call, id, [number]));

/** A part of a case, split off by the desk. */
async function partOf(id: string, who = theDesk): Promise<Filed> {
	const before = await partIds(id);
	await s.as(who, (call) =>
		splitFeedback(call, id, {
			key: randomUUID(),
			kind: 'opinion',
			topic: 'manner',
			accuses: true,
			matter: 'Việc thứ hai',
		}),
	);
	await routeWaiting(s.house);
	const [part] = (await partIds(id)).filter((each) => !before.includes(each));
	return { id: part! } as Filed;
}
const partIds = (id: string) =>
	asOperator(s.house, async ({ db }) => {
		const { rows } = await sql<{ id: string }>`select id from feedback where split_from = ${id}`.execute(db);
		return rows.map((row) => row.id);
	});

/** Two of the same matter; the second is joined to the first. */
async function joined(filing: Partial<Filing> = {}): Promise<[Filed, Filed]> {
	const [first, second] = [await brought(s, 'screened', filing), await brought(s, 'screened', filing)];
	await s.as(theDesk, (call) => mergeFeedback(call, second.id, first.reference));
	return [first, second];
}
const settled = async () => {
	await routeWaiting(s.house);
	await routeBarred(s.house);
	await watchMerged(s.house);
};
async function answered({ id }: Filed): Promise<void> {
	await s.as(theDesk, async (call) => assignFeedback(call, id, await s.accountOf(theHandler)));
	await s.as(theHandler, (call) => acceptFeedback(call, id));
	await s.as(theHandler, (call) => startFeedback(call, id));
	await s.as(theHandler, (call) => draftAnswer(call, id, aDraft({ outcome: 'explained' }), true));
	await s.as(theApprover, (call) => approveAnswer(call, id));
}

test('who is named in a letter sees none of the matters split off it, and is named in none of them', async () => {
	const { id } = await s.file({ unitKnown: false });
	await identify(id);
	await routeWaiting(s.house);
	const part = await partOf(id);
	expect(await sees(s, theDesk, part)).toBe(true);
	expect(await sees(s, named, part)).toBe(false);
	expect(await s.as(theDesk, (call) => listOfficers(call, part.id))).toEqual([]);
	const ofPart = await partOf(part.id);
	expect(await sees(s, named, ofPart), 'a part of a part').toBe(false);
});

test('and who is named later in one of them sees the others no more; named in it too, they are named', async () => {
	const { id } = await s.file({ unitKnown: false });
	const [one, two] = [await partOf(id), await partOf(id)];
	expect(await sees(s, named, two)).toBe(true);
	await identify(one.id);
	for (const each of [{ id }, one, two]) expect(await sees(s, named, each)).toBe(false);
	await identify(two.id);
	expect(await s.as(theDesk, (call) => listOfficers(call, two.id))).toHaveLength(1);
});

test('who was named by mistake is out of all of them once two agree, and comes to handle none', async () => {
	const { id } = await s.file({ unitKnown: false });
	await identify(id);
	await routeWaiting(s.house);
	const part = await partOf(id);
	await s.as(theDesk, (call) => proposeClearing(call, id, { memberId: s.memberId(named), reason: 'Hôm đó nghỉ phép' }));
	await s.as(theApprover, (call) => decideClearing(call, id, true));
	const { rows } = await asOperator(s.house, ({ db }) =>
		sql`select from feedback_officer where feedback_id in (${id}, ${part.id})`.execute(db),
	);
	expect(rows).toEqual([]);
	for (const each of [{ id }, part]) expect(await sees(s, named, each)).toBe(false);
});

test('who is named after two cases were joined sees neither', async () => {
	const [first, second] = await joined({ unitKnown: false });
	for (const each of [first, second]) expect(await sees(s, named, each)).toBe(true);
	await identify(first.id);
	await settled();
	for (const each of [first, second]) expect(await sees(s, named, each)).toBe(false);
});

test('who stepped back from one sees the joined one and the parts no more', async () => {
	const [first, second] = await joined();
	await s.post('member2.communeB', 'feedbackDesk', s.unit.province);
	await s.as('member2.communeB', (call) => recuseFromFeedback(call, first.id));
	await settled();
	const part = await partOf(first.id);
	for (const each of [first, second, part]) expect(await sees(s, 'member2.communeB', each)).toBe(false);
});

test('who handled the first stage sees after an objection neither the case nor what is joined to it, nor a part of its review', async () => {
	await s.post(theHandler, 'feedbackDesk', s.unit.province);
	const [first, second] = await joined();
	const other = await partOf(first.id);
	await answered(first);
	expect(await sees(s, theHandler, second)).toBe(true);
	await s.asSender(first, async (call) => objectToAnswer(call, (await findFeedback(call, first.id))!, 'Chưa đúng.'));
	await reviewObjections(s.house);
	await settled();
	for (const each of [first, second]) expect(await sees(s, theHandler, each)).toBe(false);
	expect(await sees(s, theHandler, other), 'another matter, nobody objected').toBe(true);
	expect((await standing(s, first)).handlingUnitId).toBe(s.unit.ministry);
	const later = await partOf(first.id, 'desk.ministry');
	expect(await sees(s, theDesk, later)).toBe(true);
	expect(await sees(s, theHandler, later)).toBe(false);
});

test('what a desk let lie does not come back to it in parts', async () => {
	const filed = await brought(s, 'screened');
	await asOperator(s.house, async ({ db }) => {
		await sql`insert into feedback_step (feedback_id, step, event, state, at, unit_id, detail)
			values (${filed.id}, 90, 'escalated', 'screened', app.now(), ${s.unit.ministry}, '{"rung": 150}')`.execute(db);
		await sql`update feedback set step = 90, rung = 150, rung_from = app.today(), handling_unit_id = ${s.unit.ministry}, routing = 'late'
			where id = ${filed.id}`.execute(db);
	});
	const part = await partOf(filed.id, 'desk.ministry');
	expect((await standing(s, part)).handlingUnitId).toBe(s.unit.ministry);
	const back = asOperator(s.house, ({ db }) =>
		sql`update feedback set handling_unit_id = ${s.unit.province} where id = ${part.id}`.execute(db),
	);
	await expect(back).rejects.toThrow('not back to who let it lie');
});

test('nobody splits or joins, by SQL either, what they do not run', async () => {
	const { id } = await s.file({ unitId: s.unit.elsewhere });
	const own = await s.file();
	expect(await sees(s, theDesk, { id })).toBe(false);
	const part = { id: randomUUID(), kind: 'opinion', channel: 'portal', splitFrom: id };
	const split = s.as(theDesk, ({ db }) =>
		sql`select app.file_feedback(${JSON.stringify(part)}::jsonb, '', '', '[]')`.execute(db),
	);
	await expect(split).rejects.toThrow("not the caller's to divide");
	const join = s.as(theDesk, ({ db }) =>
		sql`update feedback set state = 'merged', step = step + 1, merged_into = ${id}, closed_on = app.today() where id = ${own.id}`.execute(
			db,
		),
	);
	await expect(join).rejects.toThrow("not the caller's to join");
});

/** Closed, and its time to be kept over. */
async function erased(filed: Filed): Promise<void> {
	await asOperator(s.house, ({ db }) =>
		sql`update feedback set state = 'silent', step = step + 1 where id = ${filed.id}`.execute(db),
	);
	await s.as(theDesk, (call) => closeFeedback(call, filed.id));
	await asOperator(s.house, ({ db }) =>
		sql`update feedback set erase_on = app.today() where id = ${filed.id}`.execute(db),
	);
	await eraseWhatIsOld(s.house);
	expect((await standing(s, filed)).erasedOn).not.toBeNull();
}
const bearNames = ({ id }: Filed) =>
	asOperator(s.house, async ({ db }) => {
		const { rows } = await sql<{
			n: number;
		}>`select (select count(*)::int from feedback_officer where feedback_id = ${id})
			+ (select count(*)::int from feedback_part where feedback_id = ${id}) as n`.execute(db);
		return rows[0]!.n > 0;
	});

test('once a case is erased, nothing says who was named in it, and nobody of the body sees it', async () => {
	const filed = await brought(s, 'screened', { unitKnown: false });
	await identify(filed.id);
	await routeWaiting(s.house);
	await answered(filed);
	await erased(filed);
	expect(await bearNames(filed)).toBe(false);
	for (const who of [named, theDesk, theHandler, theApprover]) expect(await sees(s, who, filed)).toBe(false);
});

test('nor why sealed content of it was opened', async () => {
	const filed = await s.file({ kind: 'denunciation' });
	await s.as('seat1', (call) => openSealed(call, filed.id, 'Cần tóm tắt cho người xác minh'));
	const reasons = () =>
		asOperator(s.house, async ({ db }) => {
			const { rows } = await sql<{
				reason: string | null;
			}>`select reason from feedback_opening where feedback_id = ${filed.id}`.execute(db);
			return rows.map(({ reason }) => reason);
		});
	const overwritten = asOperator(s.house, ({ db }) =>
		sql`update feedback_opening set reason = 'Một lý do khác hẳn' where feedback_id = ${filed.id}`.execute(db),
	);
	await expect(overwritten).rejects.toThrow('its reason stays');
	await asOperator(s.house, ({ db }) =>
		sql`update feedback set state = 'closed', step = step + 1, closed_on = app.today(), erase_on = app.today(), erase_why = 'rule' where id = ${filed.id}`.execute(
			db,
		),
	);
	await eraseWhatIsOld(s.house);
	expect(await reasons()).toEqual([null]);
});

test('while something is still to be put right, those see it who did, and nobody else', async () => {
	const filed = await brought(s, 'screened', { unitKnown: false });
	await identify(filed.id);
	await routeWaiting(s.house);
	await answered(filed);
	const task = { unitId: s.unit.communeA, task: 'Niêm yết giờ tiếp dân', dueOn: '2099-01-01' };
	const order = await s.as(theDesk, (call) => orderRectification(call, filed.id, task));
	await erased(filed);
	expect(await sees(s, named, filed)).toBe(false);
	expect(await sees(s, theApprover, filed)).toBe(true);
	await s.as('head.communeA', (call) => finishRectification(call, order, 'Đã niêm yết'));
	await s.as(theApprover, (call) => verifyRectification(call, order, true));
	for (const who of [named, theApprover]) expect(await sees(s, who, filed)).toBe(false);
	await eraseWhatIsOld(s.house);
	expect(await bearNames(filed)).toBe(false);
});
