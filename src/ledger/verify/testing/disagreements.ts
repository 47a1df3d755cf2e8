import type { Files } from '../../testing.ts';
import { verifyLog } from '../verify-log.ts';
import { damage, randomFrom, randomLog } from './random-log.ts';
import { askSecondVerifier, type SecondOpinion } from './second-verifier.ts';

/** Sizes at which trees and tiles change their shape. */
const edges = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 127, 129, 254, 255, 256, 257, 258, 511, 512, 513];

export type Comparison = { right: number; damaged: number; disagreements: string[] };

/**
 * Verifies random logs, every second one of them damaged, with both verifiers, and says where they do not agree: on the roots, or on
 * whether anything is wrong.
 */
export async function compareVerifiers(seed: string, count: number): Promise<Comparison> {
	const random = randomFrom(seed);
	const logs = new Map<string, Files>();
	let damaged = 0;
	for (let nth = 0; nth < count; nth++) {
		const size = edges[nth] ?? random(random(10) === 0 ? 1000 : 120);
		const log = randomLog(`${seed} ${nth}`, size);
		const wrong = nth % 2 === 1 ? damage(log, random) : undefined;
		if (wrong) damaged += 1;
		logs.set(`${seed} ${nth}, ${size} leaves${wrong ? ', damaged' : ''}`, wrong ?? log);
	}
	const opinions = await bothOpinions(logs);
	return { right: count - damaged, damaged, disagreements: opinions.flatMap(({ disagreement }) => disagreement ?? []) };
}

export type Opinions = { name: string; ours: SecondOpinion; theirs: SecondOpinion; disagreement?: string };

/** What both verifiers find in each log. */
export async function bothOpinions(logs: ReadonlyMap<string, Files>): Promise<Opinions[]> {
	const second = await askSecondVerifier([...logs.values()]);
	return Promise.all(
		[...logs].map(async ([name, files], nth) => {
			const ours = await ourOpinion(files);
			const theirs = second[nth]!;
			const right = [ours, theirs].map(({ problems }) => problems.length === 0);
			const agree = right[0] === right[1] && (!right[0] || ours.roots.join() === theirs.roots.join());
			return { name, ours, theirs, disagreement: agree ? undefined : `${name}: ${JSON.stringify([ours, theirs])}` };
		}),
	);
}

const ourOpinion = (files: Files): Promise<SecondOpinion> =>
	verifyLog(async (path) => files.get(path), { now: new Date(), today: '2026-12-31' }).then(
		({ shards, problems }) => ({ roots: shards.map(({ root }) => root), problems }),
		(error: Error) => ({ roots: [], problems: [error.message] }),
	);
