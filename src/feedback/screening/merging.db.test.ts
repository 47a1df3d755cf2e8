import { beforeAll, expect, test } from 'vitest';
import { Conflict } from '#platform';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { listAnswers } from '../answering/answer.store.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { brought, sees, standing, theApprover, theDesk } from '../desk/testing.ts';
import { findSendersCase, listSteps } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { guideFeedback } from './guide-feedback.ts';
import { mergeFeedback } from './merge-feedback.ts';
import { listMessages } from '../handling/message.store.ts';
import { sayNotTheSame } from '../sender/say-not-the-same.ts';
import { withdrawCase } from '../sender/withdraw-case.ts';
import { shareAnswer } from '../answering/share-answer.ts';
import { aSquare, type Square } from '../testing.ts';
import { watchCases } from '../watch/watch-cases.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const merge = (filed: Filed, into: Filed) => s.as(theDesk, (call) => mergeFeedback(call, filed.id, into.reference));
const asOwn = <T>(filed: Filed, act: (...of: Parameters<typeof withdrawCase>) => Promise<T>) =>
	s.asSender(filed, async (call) => act(call, (await findSendersCase(call))!));

/** A second case, joined to a first one. */
async function joined(): Promise<[Filed, Filed]> {
	const [first, second] = [await brought(s, 'screened'), await brought(s, 'screened')];
	await merge(second, first);
	return [first, second];
}

/** As if it had come otherwise. */
const changed = ({ id }: { id: string }, change: string) =>
	asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set ${change} where id = '${id}'`,
		'alter table feedback enable trigger user',
	);

test('only the same matter is joined: of the same kind, as much an accusation, of the same unit, and come no later', async () => {
	const filed = await brought(s, 'screened');
	for (const change of [
		`kind = 'praise'`,
		`accuses = false`,
		`unit_id = ${s.unit.communeB}`,
		`received_at = received_at + interval '1 day'`,
		`state = 'withdrawn'`,
	]) {
		const other = await brought(s, 'screened');
		await changed(other, change);
		await expect(merge(filed, other), change).rejects.toBeInstanceOf(Conflict);
	}
	const same = await brought(s, 'screened');
	await merge(filed, same);
	expect((await standing(s, filed)).mergedInto).toBe(same.id);
});

test('what was joined to a case that is joined to another moves along, and reads its answer', async () => {
	const [first, second] = await joined();
	const third = await brought(s, 'proposed');
	await merge(first, third);
	await watchCases(s.house);
	expect((await standing(s, second)).mergedInto).toBe(third.id);
	await s.as(theApprover, (call) => approveAnswer(call, third.id));
	await asOperator(s.house, (call) => shareAnswer(call, third.id));
	expect(await s.asSender(second, (call) => listAnswers(call, second.id))).toHaveLength(1);
});

test.each([
	['is withdrawn', (first: Filed) => asOwn(first, withdrawCase)],
	['is closed without an answer', (first: Filed) => changed(first, `state = 'closed'`)],
	['comes to be of another kind', (first: Filed) => changed(first, `kind = 'complaint'`)],
] as const)('what was joined to a case that %s is a case of its own again', async (_, happens) => {
	const [first, second] = await joined();
	await happens(first);
	await watchCases(s.house);
	const now = await standing(s, second);
	expect([now.state, now.mergedInto]).toEqual(['screened', null]);
	expect(now.dueOn).toBe(second.dueOn);
	expect(await sees(s, theDesk, second)).toBe(true);
	const told = await s.asSender(second, (call) => listSteps(call, second.id));
	expect(told.map(({ event }) => event)).toContain('unmerged');
});

test('of two that are joined to each other at once, one is and the other stays what it is joined to', async () => {
	for (let round = 0; round < 4; round += 1) {
		const both = [await brought(s, 'screened'), await brought(s, 'screened')] as const;
		const [first, second] = both;
		const joinedTo = await Promise.allSettled([merge(first, second), merge(second, first)]);
		expect(joinedTo.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(joinedTo.find((each) => each.status === 'rejected')?.reason).toBeInstanceOf(Conflict);
		const states = await Promise.all(both.map((each) => standing(s, each)));
		expect(states.map(({ state }) => state).toSorted()).toEqual(['merged', 'screened']);
	}
});

test('what is joined in a circle comes free again, and none to itself', async () => {
	const circle = [await brought(s, 'screened'), await brought(s, 'screened'), await brought(s, 'screened')];
	for (const [at, each] of circle.entries())
		await changed(each, `state = 'merged', merged_into = '${circle[(at + 1) % 3]!.id}', closed_on = received_on`);
	for (const _ of [1, 2, 3]) await watchCases(s.house);
	const states = await Promise.all(circle.map((each) => standing(s, each)));
	const free = states.filter(({ state }) => state === 'screened');
	expect(free).toHaveLength(1);
	for (const { state, mergedInto } of states) if (state === 'merged') expect(mergedInto).toBe(free[0]!.id);
	await expect(changed(free[0]!, 'merged_into = id')).rejects.toThrow(/check constraint/);
	await asOwner(s.house, 'alter table feedback enable trigger user');
});

test('what has its answer stays where it is, whatever becomes of the other case', async () => {
	const [first, second] = [await brought(s, 'answered'), await brought(s, 'screened')];
	await merge(second, first);
	await changed(first, `state = 'closed'`);
	await watchCases(s.house);
	expect((await standing(s, second)).state).toBe('merged');
});

test('the sender says that it is not the same matter: it is a case of its own, and is joined no more', async () => {
	const [first, second] = await joined();
	await asOwn(second, sayNotTheSame);
	const now = await standing(s, second);
	expect([now.state, now.mergedInto]).toEqual(['screened', null]);
	await expect(merge(second, first)).rejects.toBeInstanceOf(Conflict);
	await expect(asOwn(second, sayNotTheSame)).rejects.toBeInstanceOf(Conflict);
});

test('guidance is read by everybody who brought the matter, once', async () => {
	const [first, second] = await joined();
	await s.as(theDesk, (call) => guideFeedback(call, first.id, { law: 'Luật Khiếu nại', where: 'Ủy ban' }));
	for (const _ of [1, 2]) await asOperator(s.house, (call) => shareAnswer(call, first.id));
	const read = await s.asSender(second, (call) => listMessages(call, second.id));
	expect(read.map(({ kind, text }) => `${kind}: ${text}`)).toEqual(['guidance: Luật Khiếu nại\n\nỦy ban']);
});
