import type { Files } from '../../testing.ts';
import type { SeenLog } from '../seen-heads.ts';
import { verifyLog } from '../verify-log.ts';
import { damage, randomFrom, randomLog } from './random-log.ts';

export type Mutations = { tried: number; foundAtFirstLook: number; unseen: string[] };

/**
 * Damages random logs, one thing at a time, and counts what a stranger finds who looks for the first time. What passes there must be
 * found by whoever has looked before; `unseen` is what passes both.
 */
export async function tryMutations(seed: string, count: number): Promise<Mutations> {
	const random = randomFrom(seed);
	const logs = [1, 20, 60, 100, 300].map((size) => randomLog(`${seed} ${size}`, size));
	const found: Mutations = { tried: 0, foundAtFirstLook: 0, unseen: [] };
	while (found.tried < count) {
		const log = logs[found.tried % logs.length]!;
		const damaged = damage(log, random);
		if (!damaged) continue;
		found.tried += 1;
		if (await isWrong(damaged)) found.foundAtFirstLook += 1;
		// Only an older head that was once the newest can pass for a stranger: it is true, and not the whole.
		else if (!(await isWrong(damaged, (await verify(log)).seen))) found.unseen.push(`${seed}, mutation ${found.tried}`);
	}
	return found;
}

const verify = (files: Files, seen?: SeenLog) =>
	verifyLog(async (path) => files.get(path), { now: new Date(), today: '2026-12-31', seen });

const isWrong = (files: Files, seen?: SeenLog): Promise<boolean> =>
	verify(files, seen).then(
		({ problems }) => problems.length > 0,
		() => true, // not even a key
	);
