import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'vite';
import { describe, expect, test } from 'vitest';

/** The rooms in their order: each may use only those before it. The same list stands in docs/architecture.md. */
const order = [
	'words',
	'ui',
	'platform',
	'ledger',
	'organisation',
	'people',
	'access',
	'figures',
	'campaigns',
	'activities',
	'pledges',
	'commitments',
	'feedback',
	'portal',
	'app',
];

type Import = { file: string; room: string; target: string };

const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.startsWith('src/words/generated/'));
const imports: Import[] = files.flatMap((file) =>
	[...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target]) => ({
		file,
		room: file.split('/')[1]!,
		target: target!,
	})),
);

describe('the order of the rooms', () => {
	test('the list here is the list in docs/architecture.md', () => {
		expect(readFileSync('docs/architecture.md', 'utf8')).toContain(order.join(' · '));
	});

	test('every folder of src is a room of the list', () => {
		const unknown = files.map((file) => file.split('/')[1]!).filter((room) => !order.includes(room));
		expect(
			[...new Set(unknown)],
			'A new room needs a place in the order: here, in docs/architecture.md, in package.json',
		).toEqual([]);
	});

	test('a room uses only rooms before it', () => {
		const wrong = imports
			.filter(({ target }) => target.startsWith('#'))
			.filter(
				({ room, target }) => order.indexOf(target.slice(1)) >= order.indexOf(room) || !order.includes(target.slice(1)),
			)
			.map(
				({ file, room, target }) =>
					`${file}: ${room} may not use ${target}. Record an event and let app wire who listens, or move the idea down.`,
			);
		expect(wrong).toEqual([]);
	});

	test('a room is entered by its front door', () => {
		const wrong = imports
			.filter(({ target }) => target.startsWith('.'))
			// Tests plant what they need through the `testing.ts` of lower rooms.
			.filter(
				({ file, target }) => !(/\.test\.tsx?$|\/(testing|oracle)[./]/.test(file) && /\/testing\.tsx?$/.test(target)),
			)
			.filter(({ file, room, target }) => new URL(target, `file:///${file}`).pathname.split('/')[2] !== room)
			.map(
				({ file, target }) =>
					`${file}: ${target} climbs into another room. Import '#room' and export what is needed from its index.ts.`,
			);
		expect(wrong).toEqual([]);
	});
});

test('SQL stands in the stores', () => {
	const sql = /(?<![.\w])sql`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/;
	const wrong = files
		.filter((file) => !file.startsWith('src/platform/') && !/\.store\.ts$|\.test\.tsx?$|\/testing\.tsx?$/.test(file))
		.filter((file) => sql.test(readFileSync(file, 'utf8')))
		.map(
			(file) =>
				`${file}: only *.store.ts and platform mention a table, so that a reader finds all SQL of a room in one place.`,
		);
	expect(wrong).toEqual([]);
});

test('no words are spoken while a module loads: there is no reader yet, and all of them would read Vietnamese', () => {
	const wrong = files
		.filter((file) => !/\.test\.tsx?$/.test(file))
		.flatMap((file) => {
			const { body } = parseAst(readFileSync(file, 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' });
			return spokenAtOnce(body).map(
				(word) => `${file}: m.${word}() is called once for everybody; put it in a function.`,
			);
		});
	expect(wrong).toEqual([]);
});

/** The words that are called outside of every function. */
function spokenAtOnce(node: unknown): string[] {
	if (typeof node !== 'object' || node === null) return [];
	const { type, callee } = node as { type?: string; callee?: Callee };
	if (type && /Function/.test(type)) return [];
	const own = type === 'CallExpression' && callee?.object?.name === 'm' ? [callee.property?.name ?? ''] : [];
	return [...own, ...Object.values(node).flatMap(spokenAtOnce)];
}

type Callee = { object?: { name?: string }; property?: { name?: string } };

test('no drawer: a file says which idea it serves', () => {
	const drawers = files.filter((file) =>
		/\/(lib|utils?|helpers?|common|shared|services?|types|misc)(\/|\.tsx?$)/.test(file),
	);
	expect(drawers).toEqual([]);
});

test('the clock and the random are not asked by rooms of the domain for the day of an act', () => {
	const rooms = order.slice(order.indexOf('organisation'), order.indexOf('app'));
	const wrong = files
		.filter((file) => rooms.includes(file.split('/')[1]!) && !/\.test\.tsx?$/.test(file))
		.filter((file) => /new Date\(\)|Date\.now\(\)/.test(readFileSync(file, 'utf8')))
		.map((file) => `${file}: time comes from call.now and call.today, so that a past day can be lived again.`);
	expect(wrong).toEqual([]);
});
