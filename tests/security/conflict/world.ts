import { randomUUID } from 'node:crypto';
import type { Day } from '#words';
import type { Draw } from '../../../src/organisation/testing/random-document.ts';
import { toRange } from '../../../src/organisation/tree/span.ts';

/** People, what they hold, who is related to whom, and cases in every relation to them, by chance. */
export type World = ReturnType<typeof randomWorld>;
export type Case = World['feedback'][number];

const roles = [
	'feedbackDesk',
	'feedbackDesk',
	'inspector',
	'unitHead',
	'unitHead',
	'focalOfficer',
	'custodian',
	'administrator',
	'member',
] as const;
const kinds = ['opinion', 'opinion', 'opinion', 'praise', 'complaint', 'denunciation'] as const;

/** @param alive units that live on a day: nobody is posted to others, and nobody writes about them @param day a day so many days from today */
export function randomWorld(draw: Draw, alive: (on: Day) => readonly number[], day: (offset: number) => Day) {
	const now = alive(day(-1));
	const oneOf = <T>(list: readonly T[]): T => list[draw(list.length - 1)]!;
	const chance = (percent: number) => draw(99) < percent;
	const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
	const once = <T>(rows: readonly T[], key: (row: T) => string): T[] => [
		...new Map(rows.map((row) => [key(row), row])).values(),
	];

	const member = many(26, (at) => ({ id: randomUUID(), number: `M${at}`, fullName: `Thành viên ${at}` }));
	const account = many(34, (at) => ({
		id: randomUUID(),
		userName: `user${at}`,
		displayName: `User ${at}`,
		memberId: at < 26 ? member[at]!.id : null,
	}));
	// One place after another: the changes fall before, on and after the days on which things happened.
	const posting = member.flatMap(({ id }) => {
		const turns = [day(-450), ...many(draw(2), () => day(oneOf([-200, -100, -50, -1, 0, 1])))].toSorted();
		const starts = [...new Set(turns)];
		return starts.map((from, at) => ({
			id: randomUUID(),
			memberId: id,
			unitId: oneOf(alive(from)),
			position: 'Cán bộ',
			valid: toRange({ from, to: starts[at + 1] ?? 'infinity' }),
		}));
	});
	const post = once(
		many(60, () => {
			const from = day(oneOf([-400, -400, -120, -1, 0]));
			const to = oneOf(['infinity', 'infinity', 'infinity', day(-60), day(0), day(1)].filter((to) => to > from));
			return {
				id: randomUUID(),
				accountId: oneOf(account).id,
				role: oneOf(roles),
				unitId: oneOf(alive(from)),
				grantedBy: chance(12) ? oneOf(account).id : null,
				valid: toRange({ from, to }),
			};
		}),
		(row) => `${row.accountId} ${row.role} ${row.unitId}`,
	);
	const judged = (confirmed: boolean | null) =>
		confirmed === null
			? { confirmed, judgedBy: null, judgedOn: null, ground: null }
			: { confirmed, judgedBy: account[31]!.id, judgedOn: day(0), ground: 'Sổ hộ khẩu' };
	const declaredRelation = once(
		many(40, () => ({
			memberId: oneOf(member).id,
			relativeId: oneOf(member).id,
			declaredOn: oneOf([day(-100), day(-2), day(-1), day(0)]),
			endedOn: oneOf([null, day(-2), day(-1), day(0)]),
			...judged(oneOf([null, true, true, false])),
		})).filter((row) => row.memberId !== row.relativeId),
		(row) => `${row.memberId} ${row.relativeId}`,
	);
	const oversightSeat = many(4, (at) => ({
		accountId: account[30 + at]!.id,
		body: 'Hội đồng',
		since: day(-100),
		until: at === 3 ? day(0) : null,
	}));
	const ids = many(40, () => randomUUID());
	const feedback = many(40, (at) => {
		// A matter of a letter, or joined to another; a circle among them now and then. Some are erased.
		const mergedInto = chance(15) ? oneOf(ids.filter((_, other) => other !== at)) : null;
		const erased = chance(10);
		const withOversight = chance(15);
		const kind = oneOf(kinds);
		const handlingUnitId = withOversight || chance(8) ? null : oneOf(now);
		const holders = post.filter(({ unitId }) => unitId === handlingUnitId).map(({ accountId }) => accountId);
		return {
			id: ids[at]!,
			state: mergedInto ? 'merged' : erased ? 'closed' : 'received',
			mergedInto,
			splitFrom: null as string | null,
			erasedAt: erased ? `${day(-1)}T00:00:00Z` : null,
			reference: `0000-${String(at).padStart(4, '0')}`,
			kind,
			accuses: chance(75) || kind === 'complaint' || kind === 'denunciation',
			unitId: chance(95) ? oneOf(now) : null,
			unitKnown: chance(85),
			officerKnown: false,
			happenedOn: chance(70) ? day(oneOf([-300, -150, -100, -99, -10, -1])) : null,
			receivedAt: `${day(-1)}T00:00:00Z`,
			receivedOn: day(-1),
			profileId: 1,
			calendarVersion: 1,
			lookDueAt: `${day(1)}T00:00:00Z`,
			dueOn: day(20),
			handlingUnitId,
			withOversight,
			offeredUnitId: chance(10) ? oneOf(now) : null,
			// Half of them somebody who ever held a post at the body.
			handlerId: chance(40) ? oneOf(chance(50) && holders.length > 0 ? holders : account.map(({ id }) => id)) : null,
			stage: oneOf([0, 0, 1, 2]),
		};
	});
	// A part is no less protected than the whole.
	for (const [at, part] of feedback.entries()) {
		const wholes = feedback
			.slice(0, at)
			.filter(({ kind, accuses }) => kind === part.kind && (part.accuses || !accuses));
		if (wholes.length > 0 && chance(25)) part.splitFrom = oneOf(wholes).id;
	}
	const feedbackOfficer = once(
		feedback
			.filter(({ accuses }) => accuses && chance(50))
			.flatMap((of) => {
				of.officerKnown = true;
				// Half of them somebody who was ever posted to the unit it is about, if anybody was.
				const there = posting.filter(({ unitId }) => unitId === of.unitId).map(({ memberId }) => memberId);
				const from = there.length > 0 && chance(50) ? there : member.map(({ id }) => id);
				return many(1 + draw(1), () => ({ feedbackId: of.id, memberId: oneOf(from) }));
			}),
		(row) => `${row.feedbackId} ${row.memberId}`,
	);
	const feedbackPart = once(
		many(120, () => ({
			feedbackId: oneOf(feedback).id,
			accountId: oneOf(account).id,
			stage: oneOf([0, 1, 2]),
			recused: chance(20),
		})),
		(row) => `${row.feedbackId} ${row.accountId} ${row.stage}`,
	);
	return { member, account, posting, post, declaredRelation, oversightSeat, feedback, feedbackOfficer, feedbackPart };
}
