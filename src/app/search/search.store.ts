import { sql, type RawBuilder } from 'kysely';
import { readCampaignTitle } from '#campaigns';
import type { Call } from '#platform';

/** Something found: what it is called, and what tells it from others of that name. */
export type Found<Id = string> = { id: Id; title: string; detail: string };

const most = 20;

/** The words as a pattern for `like` over folded text: marks and capitals play no part. */
const pattern = (words: string): RawBuilder<string> =>
	sql`('%' || regexp_replace(app.fold(${words.trim()}), '([\\\\%_])', '\\\\\\1', 'g') || '%')`;

/** Campaigns the caller may see, by title; `id` is the slug. */
export const findCampaigns = async (call: Call, words: string): Promise<Found[]> =>
	(
		await sql<Found>`select c.slug as id, ${readCampaignTitle('c')} as title, n.name as detail
			from campaign c
			join lateral app.last_called(c.unit_id) n on true
			where app.fold(concat_ws(' ', c.title, c.title_en)) like ${pattern(words)} order by c.starts_on desc, c.id limit ${most}`.execute(
			call.db,
		)
	).rows;

/** Plans that stand now, by the unit whose they are or by their number and symbol; never by what they say. */
export const findPlans = async (call: Call, words: string): Promise<Found[]> =>
	(
		await sql<Found>`select p.id, n.name as title, concat_ws(' · ', p.number || '/' || p.symbol, ${readCampaignTitle('c')}) as detail
			from plan p join campaign c on c.id = p.campaign_id
			join lateral app.last_called(p.unit_id) n on true
			where p.state <> 'superseded' and (app.fold(n.name) like ${pattern(words)}
				or app.fold(p.number || '/' || p.symbol) like ${pattern(words)})
			order by c.starts_on desc, n.name, p.id limit ${most}`.execute(call.db)
	).rows;

/** Events by title, the latest first. */
export const findEvents = async (call: Call, words: string): Promise<(Found & { on: string })[]> =>
	(
		await sql<Found & { on: string }>`select a.id, a.title, n.name as detail, a.takes_place_on as on
			from activity a
			join lateral app.last_called(a.unit_id) n on true
			where app.fold(a.title) like ${pattern(words)} order by a.takes_place_on desc, a.id limit ${most}`.execute(
			call.db,
		)
	).rows;
