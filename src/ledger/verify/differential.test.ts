import { expect, test } from 'vitest';
import { compareVerifiers } from './testing/disagreements.ts';

test(
	'the verifier in Python finds what ours finds, in logs of all shapes, right and damaged',
	{ timeout: 60_000 },
	async () => {
		const { damaged, disagreements } = await compareVerifiers('gate', 40);
		expect(disagreements).toEqual([]);
		expect(damaged).toBeGreaterThan(10);
	},
);
