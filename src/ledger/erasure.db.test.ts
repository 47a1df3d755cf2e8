import { sql } from 'kysely';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { House } from '#platform';
import { asOperator, testHouse } from '../platform/testing.ts';
import { addLeaf } from './add-leaf.ts';
import { commitmentOf } from './leaf/commitment.ts';
import { readLeaf } from './leaf/leaf.ts';
import { eraseSalts } from './leaf.store.ts';
import { findNewestShard, listLeaves } from './log.store.ts';
import { signerFor } from './log-name.ts';
import { openCheckpoint } from './note/checkpoint.ts';
import { readProof } from './note/inclusion.ts';
import { logFile } from './published/log-file.ts';
import { sequence } from './sequencer/sequence.ts';
import { provesInclusion } from './tree/proof.ts';

let house: House;
beforeAll(async () => {
	house = await testHouse();
});

const subject = (nth: number) => `case-to-erase-${nth}`;
const event = (nth: number) => ({ answer: nth % 2 ? 'đúng' : 'sai' });

/** Whoever knows that the event was one of two tries both with every salt that is still there. */
async function guessed(nth: number): Promise<boolean> {
	return asOperator(house, async (call) => {
		const { rows } = await sql<{ salt: Buffer }>`select salt from ledger_salt`.execute(call.db);
		const shard = (await findNewestShard(call))!;
		const { rows: all } = await sql<{ size: number }>`select count(*) as size from ledger_leaf`.execute(call.db);
		const leaves = (await listLeaves(call, shard.number, 0, all[0]!.size)).map(readLeaf);
		const commitments = leaves.filter((leaf) => leaf.subject === subject(nth)).map(({ commitment }) => commitment);
		return rows.some(({ salt }) =>
			[event(0), event(1)].some((guess) => commitments.includes(commitmentOf(salt, guess).toString('base64'))),
		);
	});
}

type Step = { act: 'file' | 'sign' | 'erase'; nth: number };
const steps = fc.array(
	fc.record<Step>({ act: fc.constantFrom('file', 'sign', 'erase'), nth: fc.integer({ min: 0, max: 5 }) }),
	{ minLength: 5, maxLength: 20 },
);

test(
	'however cases are filed, signed and erased, old proofs hold and what was erased cannot be guessed',
	{ timeout: 120_000 },
	async () => {
		const proofs: { leaf: Buffer; text: string }[] = [];
		let round = 0;
		await fc.assert(
			fc.asyncProperty(steps, async (steps) => {
				const base = 10 * round++;
				const erased = new Set<number>();
				for (const { act, nth: own } of [...steps, { act: 'file', nth: 9 } as Step, { act: 'sign', nth: 0 } as Step]) {
					const nth = base + own;
					if (act === 'file') {
						await asOperator(house, (call) =>
							addLeaf(call, { class: 'opinion', event: 'received', subject: subject(nth), private: event(nth) }),
						);
						erased.delete(nth);
					}
					if (act === 'sign') await sequence(house);
					if (act === 'erase') {
						await asOperator(house, (call) => eraseSalts(call, subject(nth)));
						erased.add(nth);
					}
				}
				const last = await asOperator(house, async (call) => {
					const { rows } = await sql<{
						hash: Buffer;
						index: number;
					}>`select hash, index from ledger_leaf order by index desc limit 1`.execute(call.db);
					const proof = (await logFile(call, `proof/${rows[0]!.index}`))!;
					return { leaf: rows[0]!.hash, text: proof.bytes.toString() };
				});
				proofs.push(last);
				for (const { leaf, text } of proofs) {
					const { index, proof, checkpoint } = readProof(text);
					const { size, root } = openCheckpoint(
						checkpoint,
						signerFor(house, (await asOperator(house, (call) => findNewestShard(call)))!.origin),
					);
					expect(provesInclusion(leaf, index, size, proof, root)).toBe(true);
				}
				for (const nth of erased) expect(await guessed(nth)).toBe(false);
				expect(await guessed(base + 9)).toBe(true);
			}),
			{ numRuns: 12 },
		);
	},
);
