import { compareVerifiers } from '../src/ledger/verify/testing/disagreements.ts';

/**
 * Random logs, half of them damaged, through both verifiers: `bin/script ledger-trees [COUNT] [SEED]`. Exits with 1 when they disagree.
 */
const count = Number(process.argv[2] ?? 10_000);
const seed = process.argv[3] ?? new Date().toISOString();
const round = 500;
const began = Date.now();
let right = 0;
let damaged = 0;
const disagreements: string[] = [];
for (let done = 0; done < count; done += round) {
	const found = await compareVerifiers(`${seed} ${done}`, Math.min(round, count - done));
	right += found.right;
	damaged += found.damaged;
	disagreements.push(...found.disagreements);
	console.log(`${right + damaged} logs (${damaged} damaged), ${disagreements.length} disagreements`);
}
for (const disagreement of disagreements) console.error(disagreement);
console.log(`seed ${seed}, ${Math.round((Date.now() - began) / 1000)} s`);
process.exitCode = disagreements.length === 0 ? 0 : 1;
