import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Bed } from './bed.ts';
import { acts } from './acts.ts';
import { atMost, rounded, type Bench } from './bench.ts';
import { spreadOf } from './spread.ts';
import { campaign } from './tree.ts';

const perSecond = 500;
const seconds = 20;
const writers = 16;

/** Acts are recorded one by one at a steady pace; how long until the top node's figure has grown by each of them? */
export const latency: Bench = {
	name: 'latency',
	needs: [acts.name],
	async run(bed) {
		await bed.server(); // its worker folds
		const connections = await Promise.all(Array.from({ length: writers + 1 }, () => operator(bed)));
		const watcher = connections.pop()!;
		const about = await aboutOf(bed);
		const before = await seen(watcher, about);
		const committed: number[] = [];
		const writing = write(connections, about.units, committed);
		const waited: number[] = [];
		while (waited.length < perSecond * seconds) {
			const count = (await seen(watcher, about)) - before;
			const now = performance.now();
			while (waited.length < count) waited.push(now - committed[waited.length]!);
			if (now - (committed[0] ?? now) > (seconds + 60) * 1_000)
				throw new Error(`${count} acts were seen in a minute more`);
			await pause(10);
		}
		const lasted = await writing;
		await Promise.all([...connections, watcher].map((connection) => connection.end()));
		const { median, p95, worst } = spreadOf(waited);
		const rate = rounded((perSecond * seconds) / lasted);
		return [
			atMost(`act recorded → seen at the top, at ${rate} acts/s: p95`, p95 / 1_000, 1, 's'),
			{ what: '— median · worst', measured: `${rounded(median / 1_000)} · ${rounded(worst / 1_000)} s` },
		];
	},
};

type About = { root: number; campaignId: number; units: number[] };

async function aboutOf(bed: Bed): Promise<About> {
	const { rows } = await bed.db.query<About>(
		`select (select unit_id from unit_parent where parent_id is null) as root,
			(select id from campaign where slug = $1) as "campaignId",
			(select array_agg(id) from (select id from unit where dies is null order by id desc limit 3000) u) as units`,
		[campaign],
	);
	return rows[0]!;
}

/** A connection that asks as the command line would. */
async function operator(bed: Bed): Promise<Client> {
	const client = await bed.connect();
	await client.query(
		`set session authorization vidan_login_operator; set role vidan_operator; select set_config('app.caller', 'operator:bench', false)`,
	);
	return client;
}

/** The figure that only this bench moves: of a metric that nobody else counts. */
async function seen(watcher: Client, { root, campaignId }: About): Promise<number> {
	const { rows } = await watcher.query<{ n: string }>({
		name: 'seen',
		text: `select n from app.figures('was', array[$1::int], $2, current_date - 30, current_date + 1) f
			join metric m on m.id = f.metric_id where m.key = 'newsItem'`,
		values: [root, campaignId],
	});
	return Number(rows[0]?.n ?? 0);
}

/** Each at its time, whoever is free; the moment of its commit is noted. @returns how many seconds it took */
async function write(connections: readonly Client[], units: readonly number[], committed: number[]): Promise<number> {
	const began = performance.now();
	let next = 0;
	const run = async (connection: Client) => {
		for (let turn = next++; turn < perSecond * seconds; turn = next++) {
			const early = began + (turn * 1_000) / perSecond - performance.now();
			if (early > 1) await pause(early);
			await connection.query({
				name: 'act',
				text: `insert into act (id, unit_id, campaign_id, metric_id, qty, occurred_on)
					select gen_random_uuid(), $1, c.id, m.id, 1, current_date from campaign c, metric m where c.slug = '${campaign}' and m.key = 'newsItem'`,
				values: [units[turn % units.length]],
			});
			committed.push(performance.now());
		}
	};
	await Promise.all(connections.map(run));
	return (performance.now() - began) / 1_000;
}
