import { tryMutations } from '../src/ledger/verify/testing/mutations.ts';

/** Damaged logs before our verifier: `bin/script ledger-mutations [COUNT] [SEED]`. Exits with 1 when one is not found. */
const count = Number(process.argv[2] ?? 10_000);
const seed = process.argv[3] ?? new Date().toISOString();
const { tried, foundAtFirstLook, unseen } = await tryMutations(seed, count);
console.log(
	`${tried} mutations, ${foundAtFirstLook} found at the first look, ${unseen.length} not at all; seed ${seed}`,
);
for (const mutation of unseen) console.error(mutation);
process.exitCode = unseen.length === 0 ? 0 : 1;
