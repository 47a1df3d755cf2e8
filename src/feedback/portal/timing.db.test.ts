import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { m } from '#words';
import { receiptOf } from '../receipt/receipt.ts';
import { aSquare } from '../testing.ts';
import { speakApp } from './testing.tsx';

/** P-6 at length, by `bin/script receipt-timing`: asserts a time, and so is not in the gate. */
const samples = Number(process.env['TIMING_SAMPLES'] ?? 0);

test.skipIf(samples === 0)(
	'how long an answer takes does not tell why nothing was found',
	{ timeout: 3_600_000 },
	async () => {
		const s = await aSquare();
		const app = speakApp(s.house);
		const [filed, other] = [await s.file(), await s.file()];
		const asked: Record<string, () => { reference: string; receipt: string }> = {
			'a wrong receipt for a reference that exists': () => ({
				reference: filed.reference,
				receipt: receiptOf(randomBytes(10)).characters,
			}),
			'a wrong receipt for one that does not': () => ({
				reference: '0000-0000',
				receipt: receiptOf(randomBytes(10)).characters,
			}),
			'a receipt of another case': () => ({ reference: filed.reference, receipt: other.characters }),
		};
		const took = new Map(Object.keys(asked).map((name) => [name, [] as number[]]));
		for (let at = -200; at < samples; at++)
			for (const [name, typed] of Object.entries(asked).toSorted(() => Math.random() - 0.5)) {
				const body = new URLSearchParams(typed());
				const begun = process.hrtime.bigint();
				const answer = await app.request('/tra-cuu', { method: 'POST', body });
				const page = await answer.text();
				const nanoseconds = Number(process.hrtime.bigint() - begun);
				expect(page).toContain(m.feedback_follow_missed());
				if (at >= 0) took.get(name)!.push(nanoseconds);
			}
		const [first, ...rest] = [...took.entries()];
		for (const [name, times] of rest) {
			const area = auc(first![1], times);
			console.log(`${first![0]} – ${name}: AUC ${area.toFixed(3)}, ${samples} samples each`);
			expect(Math.abs(area - 0.5), name).toBeLessThanOrEqual(0.05);
		}
	},
);

/** How well one number tells the two apart: 0.5 not at all, 1 always. */
function auc(some: readonly number[], others: readonly number[]): number {
	const all = [...some.map((value) => ({ value, mine: true })), ...others.map((value) => ({ value, mine: false }))];
	const ranks = all.toSorted((a, b) => a.value - b.value);
	const sum = ranks.reduce((total, { mine }, at) => (mine ? total + at + 1 : total), 0);
	return (sum - (some.length * (some.length + 1)) / 2) / (some.length * others.length);
}
