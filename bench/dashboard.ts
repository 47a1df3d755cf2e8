import type { Bed } from './bed.ts';
import { acts, years } from './acts.ts';
import { atMost, rounded, type Bench, type Line } from './bench.ts';
import { browser, together, type Browser } from './http.ts';
import { processorTime, type ProcessorTime } from './processor-time.ts';
import { randomFrom, type Random } from './random.ts';
import { appoint, cookieOf, headsAtTheTop, signIn } from './signed-in.ts';
import { spreadOf } from './spread.ts';
import { campaign } from './tree.ts';

const clients = 16;
const seconds = 15;
/** A page without a campaign has half of this. */
const leastPage = 15_000;

/** Pages of figures, one after the other, by heads of the body and of provinces: any node they see, any period. */
export const dashboard: Bench = {
	name: 'dashboard',
	needs: [acts.name],
	async run(bed) {
		await appoint(bed);
		const readers = await readersOf(bed);
		const { origin, pid } = await bed.server();
		const browsers = readers.map(({ userName }) => browser(origin, () => cookieOf(userName)));
		const random = randomFrom(4);
		await look(browsers, readers, random, 2);
		const used = await processorTime(bed, pid);
		const { took } = await look(browsers, readers, random, seconds);
		const then = await processorTime(bed, pid);
		const each = (what: keyof ProcessorTime) => rounded((then[what] - used[what]) / took.length);
		const lines = [
			atMost(`dashboard, any node and period, ${clients} clients: p95`, spreadOf(took).p95, 50, 'ms'),
			{ what: '— processor time of each: server · PostgreSQL', measured: `${each('server')} · ${each('database')} ms` },
			{
				what: '— median · pages a second',
				measured: `${rounded(spreadOf(took).median)} ms · ${rounded(took.length / seconds)}`,
			},
		];
		const alone = await look(browsers.slice(0, 1), readers, random, 5);
		const { median, p95 } = spreadOf(alone.took);
		lines.push({ what: '— one client alone: median · p95', measured: `${rounded(median)} · ${rounded(p95)} ms` });
		lines.push(await startPage(bed, browsers, pid));
		for (const each of browsers) each.close();
		return lines;
	},
};

/** The first page of the same people, on which every room says what it expects of them. */
async function startPage(bed: Bed, browsers: readonly Browser[], pid: number): Promise<Line> {
	const open = (forSeconds: number) =>
		together(browsers.length, forSeconds, async (client) => (await browsers[client]!.get('/lam-viec')).status === 200);
	await open(2);
	const used = await processorTime(bed, pid);
	const { took } = await open(5);
	const then = await processorTime(bed, pid);
	const each = (what: keyof ProcessorTime) => rounded((then[what] - used[what]) / took.length);
	return {
		what: 'start page, 16 clients: p95 · processor time of each: server · PostgreSQL',
		measured: `${rounded(spreadOf(took).p95)} · ${each('server')} · ${each('database')} ms`,
	};
}

type Reader = { userName: string; nodes: { root: number[]; provinces: number[]; communes: number[] } };

/** Half of them see the whole body, half one province. */
async function readersOf(bed: Bed): Promise<Reader[]> {
	const [root, ...provinces] = await headsAtTheTop(bed);
	const whole = await nodesUnder(bed, root!.unitId);
	const readers: Reader[] = [];
	for (let client = 0; client < clients; client++) {
		const head = client % 2 === 0 ? root! : provinces[client % provinces.length]!;
		const nodes = client % 2 === 0 ? whole : await nodesUnder(bed, head.unitId);
		readers.push({ userName: head.userName, nodes });
	}
	await signIn(bed, [...new Set(readers.map(({ userName }) => userName))]);
	return readers;
}

async function nodesUnder(bed: Bed, node: number): Promise<Reader['nodes']> {
	const { rows } = await bed.db.query<{ id: number; depth: number }>(
		`select c.descendant as id, (select max(depth) from unit_closure t where t.descendant = c.descendant and t.valid @> current_date) as depth
		from unit_closure c where c.ancestor = $1 and c.valid @> current_date order by 1`,
		[node],
	);
	const at = (wanted: (depth: number) => boolean) => rows.filter(({ depth }) => wanted(depth)).map(({ id }) => id);
	return {
		root: at((depth) => depth === 0),
		provinces: at((depth) => depth === 1),
		communes: at((depth) => depth > 1),
	};
}

/** The root in one look of ten, provinces in three, the rest below. */
function addressOf({ nodes }: Reader, random: Random): string {
	const kinds = [nodes.root, nodes.provinces, nodes.provinces, nodes.provinces].filter((kind) => kind.length > 0);
	const among = random.below(10) < kinds.length ? random.pick(kinds) : nodes.communes;
	const [from, to] = periodOf(random);
	const query = new URLSearchParams({ 'don-vi': String(random.pick(among)), cuoc: campaign, tu: from, den: to });
	if (random.below(2) === 0) query.set('to-chuc', 'now');
	return `/lam-viec/so-lieu?${query}`;
}

/** From a month to two years within the eight; half of the periods run from the 15th to the 14th, as reports do. */
function periodOf(random: Random): [from: string, to: string] {
	const first = Number(years.from.slice(0, 4)) * 12 + random.below(90);
	const months = random.pick([1, 3, 6, 12, 24]);
	const partial = random.below(2) === 0;
	return partial ? [day(first, 15), day(first + months, 14)] : [day(first, 1), day(first + months, 0)];
}

/** A day of a month counted from year 0; day 0 is the last of the month before. */
const day = (month: number, of: number): string => {
	const date = new Date(Date.UTC(2000, 0, 1));
	date.setUTCFullYear(Math.floor(month / 12), month % 12, of);
	return date.toISOString().slice(0, 10);
};

function look(browsers: readonly Browser[], readers: readonly Reader[], random: Random, forSeconds: number) {
	return together(browsers.length, forSeconds, async (client) => {
		const address = addressOf(readers[client]!, random);
		const { status, bytes } = await browsers[client]!.get(address);
		if (status !== 200 || bytes < leastPage) throw new Error(`${address} was answered with ${status}, ${bytes} bytes`);
		return true;
	});
}
