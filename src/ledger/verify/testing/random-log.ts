import { createHash } from 'node:crypto';
import { sealedWord } from '../../leaf/events.ts';
import type { Leaf } from '../../leaf/leaf.ts';
import { chained, publishShard, type Files } from '../../testing.ts';
import { readLeaf } from '../../leaf/leaf.ts';
import { statisticsOf } from '../statistics.ts';

/** Numbers that follow from a seed, so that whatever was found can be found again. */
export function randomFrom(seed: string): (below: number) => number {
	let at = 0;
	return (below) => createHash('sha256').update(`${seed} ${at++}`).digest().readUInt32BE() % below;
}

const key = Buffer.alloc(32, 9);

/** A log of about so many leaves, in one shard or two, with cases, published figures and sealed leaves. Follows from the seed. */
export function randomLog(seed: string, size: number): Files {
	const random = randomFrom(seed);
	const files: Files = new Map();
	const said = Array.from({ length: size }, () => randomLeaf(random));
	const cut = size > 2 && random(3) === 0 ? random(size) : size;
	const leaves = chained(said);
	if (cut === size) publishShard(files, 'example.vn/log/2026', key, withFigures(leaves));
	else {
		const former = publishShard(files, 'example.vn/log/2026', key, leaves.slice(0, cut));
		const [first] = chained([
			{
				class: 'shard',
				event: 'opened',
				subject: 'shard-2027',
				public: { formerOrigin: former.origin, formerSize: former.size, formerRoot: former.root.toString('base64') },
			},
		]);
		publishShard(files, 'example.vn/log/2027', key, [first!, ...leaves.slice(cut)]);
	}
	return files;
}

const events = [
	'received',
	'received',
	'received',
	'answered',
	'assigned',
	'withdrawn',
	'asked',
	'replied',
	'guided',
	'objected',
	'reviewOpened',
	'answeredFinal',
];

function randomLeaf(random: (below: number) => number): Partial<Leaf> & { subject: string } {
	const day = `2026-${String(random(12) + 1).padStart(2, '0')}-${String(random(28) + 1).padStart(2, '0')}`;
	const sealed = random(4) === 0;
	const event = events[random(events.length)]!;
	return {
		class: sealed ? 'sealed' : ['opinion', 'praise', 'plan'][random(3)]!,
		event: sealed ? sealedWord(event) : event,
		subject: `${sealed ? 'sealed' : 'case'}-${String(random(40)).padStart(4, '0')}`,
		body: random(3) === 0 ? null : `H${10 + random(4)}`,
		due: random(3) === 0 ? null : `2026-${String(random(12) + 1).padStart(2, '0')}-15`,
		at: sealed ? day : `${day}T${String(random(24)).padStart(2, '0')}:00:00Z`,
	};
}

/** The figures of the leaves, published right after them. */
function withFigures(leaves: readonly Buffer[]): Buffer[] {
	const day = '2026-12-31';
	const figures = statisticsOf(leaves.map(readLeaf), day);
	return [
		...leaves,
		...chained(
			figures.map(({ body, ...facts }, at) => ({
				class: 'statistics',
				event: 'published',
				subject: `figures-${at}`,
				body,
				public: { ...facts, day, counted: leaves.length },
			})),
		),
	];
}

/** One thing wrong with published files: a byte, a file, an order. Undefined when the log is too small for it. */
export function damage(files: Files, random: (below: number) => number): Files | undefined {
	const newest = `${files.get('checkpoint')!.toString().split('\n')[0]!.split('/').pop()}/checkpoint`;
	const paths = [...files.keys()].filter((path) => path !== newest);
	const path = paths[random(paths.length)]!;
	const bytes = Buffer.from(files.get(path)!);
	const damaged = new Map(files);
	const kind = random(5);
	if (kind === 0) damaged.delete(path);
	else if (kind === 1) damaged.set(path, bytes.subarray(0, random(bytes.length)));
	else if (kind === 2) damaged.set(path, Buffer.concat([bytes, Buffer.of(random(256))]));
	else if (kind === 3) {
		const other = paths[random(paths.length)]!;
		if (files.get(other)!.equals(bytes)) return undefined;
		damaged.set(path, files.get(other)!).set(other, bytes);
	} else {
		const at = random(bytes.length);
		bytes[at] = bytes[at]! ^ (1 << random(8));
		damaged.set(path, bytes);
	}
	// Without its newline a key is the same key.
	return `${damaged.get('key')?.toString()}\n` === files.get('key')!.toString() ? undefined : damaged;
}
