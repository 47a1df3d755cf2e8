import { expect, test } from 'vitest';
import { bothOpinions, compareVerifiers } from './testing/disagreements.ts';
import { faultyLogs } from './testing/faulty-log.ts';

test(
	'the verifier in Python finds what ours finds, in logs of all shapes, right and damaged',
	{ timeout: 60_000 },
	async () => {
		const { damaged, disagreements } = await compareVerifiers('gate', 30);
		expect(disagreements).toEqual([]);
		expect(damaged).toBeGreaterThan(10);
	},
);

test('both find whatever is wrong in a log that was rightly signed', { timeout: 60_000 }, async () => {
	const opinions = await bothOpinions(faultyLogs());
	const well = (whose: 'ours' | 'theirs') => opinions.filter((each) => each[whose].problems.length === 0);
	// A body of Vietnamese letters is a body like another; the leaf is the last of its subject.
	const right = ['a body of other letters', 'nothing wrong'];
	expect(well('ours').map(({ name }) => name)).toEqual(right);
	expect(well('theirs').map(({ name }) => name)).toEqual(right);
	expect(opinions.length).toBeGreaterThan(50);
	// A leaf that cannot be read has its place and says nothing: the figures that count it are right.
	const counted = opinions.find(({ name }) => name === 'figures that count a leaf that cannot be read')!;
	expect(counted.ours.problems).toHaveLength(1);
	expect(counted.theirs.problems).toHaveLength(1);
});
