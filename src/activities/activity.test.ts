import { assert, constantFrom, integer, nat, property, record, uniqueArray, type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { activityKinds, correction, countsOf, type Count, type Countable } from './activity.ts';

const launch: Countable = {
	state: 'held',
	kind: 'launchCeremony',
	takesPlaceOn: '2017-03-24',
	counted: 0,
	campaignIds: [1],
	listed: 40,
	present: 38,
};

test('a ceremony is counted once, its attendance in turns', () => {
	expect(countsOf(launch)).toEqual([
		{ campaignId: 1, metric: 'launchCeremony', qty: 1, occurredOn: '2017-03-24' },
		{ campaignId: 1, metric: 'attendance', qty: 38, occurredOn: '2017-03-24' },
		{ campaignId: 1, metric: 'attendanceExpected', qty: 40, occurredOn: '2017-03-24' },
	]);
});

test('members who came without being listed count, also as expected', () => {
	const [, attendance, expected] = countsOf({ ...launch, counted: 160 });
	expect([attendance?.qty, expected?.qty]).toEqual([198, 200]);
});

test('an event that serves two campaigns is counted once in each', () => {
	const counts = countsOf({ ...launch, campaignIds: [1, 2] });
	expect(counts.filter((count) => count.metric === 'launchCeremony').map((count) => count.campaignId)).toEqual([1, 2]);
});

test('what is only planned, or was cancelled, is not counted', () => {
	expect(countsOf({ ...launch, state: 'planned' })).toEqual([]);
	expect(countsOf({ ...launch, state: 'cancelled' })).toEqual([]);
});

test('a correction of the attendance is an act of the difference', () => {
	expect(correction(countsOf(launch), countsOf({ ...launch, present: 36 }))).toEqual([
		{ campaignId: 1, metric: 'attendance', qty: -2, occurredOn: '2017-03-24' },
	]);
	expect(correction(countsOf(launch), countsOf(launch))).toEqual([]);
});

test('before and correction add up to now, whatever was changed', () => {
	const countable = record({
		state: constantFrom('planned', 'held', 'cancelled'),
		kind: constantFrom(...activityKinds),
		takesPlaceOn: constantFrom('2017-03-24', '2017-03-25'),
		counted: nat(3),
		campaignIds: uniqueArray(integer({ min: 1, max: 3 })),
		listed: nat(5),
		present: nat(5),
	}) satisfies Arbitrary<Countable>;
	assert(
		property(countable, countable, (before, now) => {
			expect(total([...countsOf(before), ...correction(countsOf(before), countsOf(now))])).toEqual(
				total(countsOf(now)),
			);
		}),
	);
});

function total(counts: Count[]): Record<string, number> {
	const sums: Record<string, number> = {};
	for (const { campaignId, metric, occurredOn, qty } of counts) {
		const name = `${campaignId} ${metric} ${occurredOn}`;
		sums[name] = (sums[name] ?? 0) + qty;
	}
	return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}
