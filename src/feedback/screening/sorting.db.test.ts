import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Conflict, Forbidden, work } from '#platform';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { reviewObjections } from '../answering/review-objections.ts';
import { brought, sees, standing, theDesk, theHandler } from '../desk/testing.ts';
import { expectedOf } from '../expected.ts';
import { findSendersCase, listSteps } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { askSender } from '../handling/ask-sender.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { offerFeedback } from '../routing/offer-feedback.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { sayNotTheSame } from '../sender/say-not-the-same.ts';
import { takeBackWithdrawal, withdrawCase } from '../sender/withdraw-case.ts';
import { listTexts } from '../texts.store.ts';
import { aSquare, type Square } from '../testing.ts';
import { watchCase, watchCases } from '../watch/watch-cases.ts';
import { identifyOfficers } from './identify-officers.ts';
import { mergeFeedback } from './merge-feedback.ts';
import { raiseProtection } from './raise-protection.ts';
import { screenFeedback } from './screen-feedback.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
	await s.post('member2.province', 'feedbackDesk', s.unit.province);
});
const asOwn = <T>(filed: Filed, act: (...of: Parameters<typeof withdrawCase>) => Promise<T>) =>
	s.asSender(filed, async (call) => act(call, (await findSendersCase(call))!));
const deskOf = async (filed: { id: string }) => {
	const { handlingUnitId } = await standing(s, filed);
	return `desk.${Object.entries(s.unit).find(([, id]) => id === handlingUnitId)![0]}`;
};
const aDenunciation = { kind: 'denunciation', topic: null, accuses: true } as const;
const withdrawnAndBack = async (filed: Filed) => {
	await asOwn(filed, withdrawCase);
	await asOwn(filed, takeBackWithdrawal);
	return standing(s, filed);
};

/** What came as an opinion about nobody, and what became of it before anybody looked. */
const roads: Record<string, (filed: Filed) => Promise<unknown>> = {
	'moved up because nobody did anything': async ({ id }) => {
		await asOwner(
			s.house,
			'alter table feedback disable trigger user',
			`update feedback set received_on = received_on - 60, due_on = due_on - 60 where id = '${id}'`,
			'alter table feedback enable trigger user',
		);
		await work(s.house, { kind: 'job', name: 'feedback.watch' }, (call) => watchCase(call, id));
	},
	'was withdrawn, and the withdrawal taken back': withdrawnAndBack,
	'was joined to another, and is not the same': async (filed) => {
		const into = await brought(s, 'screened', { accuses: false, unitId: s.unit.province });
		await s.as(await deskOf(filed), (call) => mergeFeedback(call, filed.id, into.reference));
		await asOwn(filed, sayNotTheSame);
	},
	'was joined to another, which was withdrawn': async (filed) => {
		const into = await brought(s, 'screened', { accuses: false, unitId: s.unit.province });
		await s.as(await deskOf(filed), (call) => mergeFeedback(call, filed.id, into.reference));
		await asOwn(into, withdrawCase);
		await watchCases(s.house);
	},
};

test.each(Object.entries(roads))('what %s can still be sorted, and sealed', async (_, happens) => {
	const filed = await s.file({ accuses: false, unitId: s.unit.province });
	await happens(filed);
	expect((await standing(s, filed)).state).toBe('received');
	const desk = await deskOf(filed);
	const now = await s.as(desk, (call) => screenFeedback(call, filed.id, aDenunciation));
	expect(now).toMatchObject({ state: 'screened', sealed: true, accuses: true });
});

test('moved up unsorted, it is asked for where it is now', async () => {
	const filed = await s.file({ accuses: false });
	await roads['moved up because nobody did anything']!(filed);
	const said = await s.as(await deskOf(filed), expectedOf);
	const ofIt = said.map(({ label }) => label).filter((label) => label.includes(filed.reference));
	expect(
		ofIt.some((label) => label.includes('xem lần đầu')),
		ofIt.join(),
	).toBe(true);
});

test('nobody is said to have sorted what nobody looked at', async () => {
	const filed = await s.file();
	const skipped = s.as(theDesk, (call) =>
		sql`update feedback set state = 'screened', step = step + 1 where id = ${filed.id}`.execute(call.db),
	);
	await expect(skipped).rejects.toThrow(/check constraint/);
});

test('what is opened again and loses its handler is still to be sorted', async () => {
	const filed = await brought(s, 'screened');
	await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
	await asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set state = 'reopened' where id = '${filed.id}'`,
		'alter table feedback enable trigger user',
	);
	await s.as(theHandler, (call) => recuseFromFeedback(call, filed.id));
	await routeWaiting(s.house);
	expect(await standing(s, filed)).toMatchObject({ state: 'reopened', handlerId: null });
});

test('a review that is withdrawn and taken back is a review, and goes down to nobody', async () => {
	for (const asked of [false, true]) {
		const filed = await brought(s, 'answered');
		await asOwn(filed, (call, feedback) => objectToAnswer(call, feedback, 'Không đúng'));
		await reviewObjections(s.house);
		await s.as('desk.ministry', async (call) => assignFeedback(call, filed.id, await s.accountOf('focal.ministry')));
		if (asked) await s.as('focal.ministry', (call) => askSender(call, filed.id, 'Khi nào?'));
		expect(await withdrawnAndBack(filed)).toMatchObject({ state: 'underReview', stage: 1, pausedOn: null });
		const down = s.as('desk.ministry', (call) =>
			offerFeedback(call, filed.id, { unitId: s.unit.province, reason: 'Trả về' }),
		);
		await expect(down).rejects.toBeInstanceOf(Conflict);
	}
});

test('a withdrawal that is taken back makes nothing of a case that it was not', async () => {
	const filed = await brought(s, 'screened');
	await asOwn(filed, withdrawCase);
	for (const state of ['received', 'objected', 'underReview'])
		await expect(
			s.asSender(filed, (call) =>
				sql`update feedback set state = ${state}, step = step + 1, withdrawn_on = null where id = ${filed.id}`.execute(
					call.db,
				),
			),
		).rejects.toThrow(/it was something else before/);
});

test('sorted as an opinion, it turns out to be a denunciation: one person seals it, and it is routed anew', async () => {
	const filed = await brought(s, 'inProgress', { accuses: false, unitId: s.unit.province });
	const { id } = filed;
	await expect(
		s.as(theHandler, (call) => raiseProtection(call, id, { kind: 'denunciation', accuses: true })),
	).rejects.toBeInstanceOf(Forbidden);
	await s.as(theDesk, (call) => raiseProtection(call, id, { kind: 'denunciation', accuses: true }));
	expect(await standing(s, filed)).toMatchObject({ kind: 'denunciation', sealed: true, accuses: true });
	await routeWaiting(s.house);
	expect((await standing(s, filed)).handlingUnitId, 'above whom it is about').toBe(s.unit.ministry);
	expect(await sees(s, theHandler, filed)).toBe(false);
	expect((await s.as('desk.ministry', (call) => listTexts(call, id))).map(({ part }) => part)).not.toContain('matter');
	await s.as('desk.ministry', (call) => identifyOfficers(call, id, ['member1.province']));
	const told = await s.asSender(filed, (call) => listSteps(call, id));
	expect(told.map(({ event }) => event)).toContain('reclassified');
});

test('sorted as about nobody, it turns out to be about somebody: the unit knows of it no more', async () => {
	const filed = await brought(s, 'screened', { accuses: false, unitId: s.unit.province });
	await s.as(theDesk, (call) => raiseProtection(call, filed.id, { kind: 'opinion', accuses: true }));
	await routeWaiting(s.house);
	expect(await standing(s, filed)).toMatchObject({ accuses: true, handlingUnitId: s.unit.ministry });
	expect(await sees(s, theDesk, filed)).toBe(false);
});

test('nothing is protected less by it, nor what is not sorted, or over', async () => {
	const sealed = await brought(s, 'screened', { kind: 'denunciation' });
	const refused = async (filed: Filed, kind: 'opinion' | 'denunciation') =>
		expect(s.as(theDesk, (call) => raiseProtection(call, filed.id, { kind, accuses: true }))).rejects.toBeInstanceOf(
			Conflict,
		);
	await refused(sealed, 'opinion');
	await refused(sealed, 'denunciation');
	await refused(await s.file(), 'denunciation');
	const over = await brought(s, 'screened');
	await asOwn(over, withdrawCase);
	await refused(over, 'denunciation');
	await asOperator(s.house, async (call) => expect((await listSteps(call, over.id)).at(-1)!.event).toBe('withdrawn'));
});
