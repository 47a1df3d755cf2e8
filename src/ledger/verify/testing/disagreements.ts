import type { Files } from '../../testing.ts';
import { verifyLog } from '../verify-log.ts';
import { damage, randomFrom, randomLog } from './random-log.ts';
import { askSecondVerifier } from './second-verifier.ts';

/** Sizes at which trees and tiles change their shape. */
const edges = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 127, 129, 254, 255, 256, 257, 258, 511, 512, 513];

export type Comparison = { right: number; damaged: number; disagreements: string[] };

/**
 * Verifies random logs, every second one of them damaged, with both verifiers, and says where they do not agree: on the roots, or on
 * whether anything is wrong.
 */
export async function compareVerifiers(seed: string, count: number): Promise<Comparison> {
	const random = randomFrom(seed);
	const logs: { name: string; files: Files; damaged: boolean }[] = [];
	for (let nth = 0; nth < count; nth++) {
		const size = edges[nth] ?? random(random(10) === 0 ? 1000 : 120);
		const name = `${seed} ${nth}, ${size} leaves`;
		const log = randomLog(`${seed} ${nth}`, size);
		const files = nth % 2 === 1 ? damage(log, random) : undefined;
		logs.push({ name, files: files ?? log, damaged: files !== undefined });
	}
	const second = await askSecondVerifier(logs.map(({ files }) => files));
	const disagreements: string[] = [];
	for (const [nth, { name, files }] of logs.entries()) {
		const ours = await verifyLog(async (path) => files.get(path), { now: new Date(), today: '2026-12-31' }).catch(
			(error: Error) => ({ shards: [], problems: [error.message] }),
		);
		const theirs = second[nth]!;
		const sameVerdict = (ours.problems.length === 0) === (theirs.problems.length === 0);
		const sameRoots = ours.shards.map(({ root }) => root).join() === theirs.roots.join();
		if (!sameVerdict || (ours.problems.length === 0 && !sameRoots))
			disagreements.push(`${name}: ${JSON.stringify([ours.problems, theirs.problems])}`);
	}
	const damaged = logs.filter((log) => log.damaged).length;
	return { right: count - damaged, damaged, disagreements };
}
