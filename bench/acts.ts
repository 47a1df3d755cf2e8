import type { Bench } from './bench.ts';
import { campaign } from './tree.ts';

/** The first day of the eight years, and the day before the second re-organisation. */
export const years = { from: '2017-07-01', to: '2025-06-30' };

/**
 * Eight years of acts of 30 metrics. Only here they do not come one by one: they are written past the triggers that would
 * put a delta beside each, and the counters are made from them by `figures rebuild`.
 */
export const acts: Bench = {
	name: 'acts',
	needs: ['tree'],
	keeps: true,
	async run(bed) {
		const count = Math.round(10_000_000 * bed.scale);
		await bed.quiet();
		await inventActs(bed.db, count, (line) => bed.say(line));
		const rebuilt = await bed.vidan('figures', 'rebuild');
		return [
			{
				what: `figures rebuild, ${count.toLocaleString('en')} acts, both bases`,
				measured: `${rebuilt.seconds.toFixed(0)} s`,
			},
		];
	},
};

type Db = { query(sql: string, values?: unknown[]): Promise<unknown> };

/** What is by chance follows from the number of the act, so that it is the same at every run. */
async function inventActs(db: Db, count: number, say: (line: string) => void): Promise<void> {
	await db.query(`set session_replication_role = replica`);
	// Written in order of the acts' numbers, indexes made afterwards: as a restored backup is.
	await db.query(`drop index act_unit; drop index act_campaign`);
	await db.query(`create temporary table place as
		select row_number() over (order by u.unit_id, turn)::int - 1 as at, u.unit_id
		from (select descendant as unit_id, count(*)::int as depth from unit_closure group by 1) u
		cross join lateral generate_series(1, case depth when 4 then 1 when 3 then 4 when 2 then 30 else 60 end) turn`);
	await db.query(`create temporary table counted as
		select row_number() over (order by id)::int - 1 as at, id, kind from metric where key <> 'newsItem'`);
	await db.query(`analyze place; analyze counted`);
	const batch = 500_000;
	for (let from = 1; from <= count; from += batch) {
		await db.query(actsFrom(from, Math.min(count, from + batch - 1)), [campaign, years.from, years.to]);
		say(`${Math.min(count, from + batch - 1).toLocaleString('en')} acts`);
	}
	await db.query(`create index act_unit on act (unit_id, campaign_id, metric_id, occurred_on)`);
	await db.query(`create index act_campaign on act (campaign_id, metric_id, occurred_on, id)`);
	await db.query(`set session_replication_role = default`);
	await db.query(`analyze act`);
}

/** Some metrics are far more frequent than others; a sixth of the changes of a stock go down. */
const actsFrom = (first: number, last: number): string => `
	insert into act (id, unit_id, campaign_id, metric_id, qty, occurred_on, recorded_at, source)
	select lpad(to_hex(i), 32, '0')::uuid, place.unit_id, c.id, counted.id,
		case when counted.kind = 'flow' then 1 + mod(b, 3) when mod(b, 6) = 0 then -1 else 1 end,
		$2::date + mod(d, ($3::date - $2::date + 1)::bigint)::int, now(), 'bench'
	from (
		select i, hashint8extended(i, 1) & 9223372036854775807 as a, hashint8extended(i, 2) & 9223372036854775807 as b,
			hashint8extended(i, 3) & 9223372036854775807 as d,
			(hashint8extended(i, 4) & 9223372036854775807) / 9223372036854775808.0::float8 as chance
		from generate_series(${first}::bigint, ${last}::bigint) i
	) by_chance
	join place on place.at = mod(a, (select count(*) from place))
	join counted on counted.at = floor(chance ^ 1.7 * (select count(*) from counted))
	cross join campaign c where c.slug = $1`;
