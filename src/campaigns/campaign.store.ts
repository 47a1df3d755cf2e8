import { sql, type RawBuilder } from 'kysely';
import { kept, type Call } from '#platform';
import { currentLocale } from '#words';
import type { Campaign, CampaignState, Measure } from './campaign.ts';

const campaignColumns = sql`c.id, c.slug, c.unit_id, coalesce(app.keeper_of(c.unit_id), c.unit_id) as keeper_id, c.parent_id,
	c.title, c.title_en, c.slogan, c.purpose, c.purpose_en, c.legal_grounds, c.starts_on, c.ends_on, c.state, c.published`;

/** The title of a campaign that a query joined under this name, in the reader's language where it was translated. */
export const readCampaignTitle = (joined: string): RawBuilder<string> =>
	currentLocale() === 'en'
		? sql`coalesce(${sql.ref(`${joined}.title_en`)}, ${sql.ref(`${joined}.title`)})`
		: sql`${sql.ref(`${joined}.title`)}`;

export const findCampaign = async (call: Call, slug: string): Promise<Campaign | undefined> =>
	(await sql<Campaign>`select ${campaignColumns} from campaign c where c.slug = ${slug}`.execute(call.db)).rows[0];

export const findCampaignById = async (call: Call, id: number): Promise<Campaign | undefined> =>
	(await sql<Campaign>`select ${campaignColumns} from campaign c where c.id = ${id}`.execute(call.db)).rows[0];

/** Only who may change it finds it. Nobody else changes it until the transaction ends. */
export const lockCampaign = async (call: Call, slug: string): Promise<Campaign | undefined> =>
	(await sql<Campaign>`select ${campaignColumns} from campaign c where c.slug = ${slug} for update`.execute(call.db))
		.rows[0];

export type ListedCampaign = Campaign & { unitName: string; unitCode: string };

/** All that the caller may see, the newest first; with the last name and code of the leading unit. */
export const listCampaigns = async (call: Call): Promise<ListedCampaign[]> =>
	(
		await sql<ListedCampaign>`${kept}
			select ${campaignColumns}, n.name as unit_name, n.code as unit_code
			from campaign c
			join lateral app.last_called(c.unit_id) n on true
			order by c.starts_on desc, c.slug`.execute(call.db)
	).rows;

/** Local variants of a campaign, as far as the caller may see them. */
export const listChildCampaigns = async (call: Call, parentId: number): Promise<Campaign[]> =>
	(
		await sql<Campaign>`select ${campaignColumns} from campaign c where c.parent_id = ${parentId} order by c.title`.execute(
			call.db,
		)
	).rows;

export type CampaignText = Pick<
	Campaign,
	'title' | 'titleEn' | 'slogan' | 'purpose' | 'purposeEn' | 'legalGrounds' | 'startsOn' | 'endsOn'
>;

/** @returns its id, or `undefined` when the slug is taken */
export async function insertCampaign(
	call: Call,
	campaign: CampaignText & Pick<Campaign, 'slug' | 'unitId' | 'parentId'>,
): Promise<number | undefined> {
	const row = await call.db
		.insertInto('campaign')
		.values({ ...campaign, createdBy: call.actor.accountId })
		.onConflict((conflict) => conflict.column('slug').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row?.id;
}

export const saveCampaign = (
	call: Call,
	id: number,
	change: Partial<CampaignText> & { state?: CampaignState; published?: boolean },
) => call.db.updateTable('campaign').set(change).where('id', '=', id).execute();

export const listMeasures = (call: Call, campaignId: number): Promise<Measure[]> =>
	call.db
		.selectFrom('measure')
		.select(['id', 'campaignId', 'position', 'title', 'titleEn', 'product', 'productEn', 'parentMeasureId'])
		.where('campaignId', '=', campaignId)
		.orderBy('position')
		.execute();

export const copyTemplateMeasures = (call: Call, campaignId: number, templateKey: string) =>
	sql`insert into measure (campaign_id, position, title, title_en, product, product_en)
		select ${campaignId}, position, title, title_en, product, coalesce(product_en, '')
		from template_measure where template_key = ${templateKey}`.execute(call.db);

/** A local variant begins with the parent's measures, each mapped to the one it was copied from. */
export const copyParentMeasures = (call: Call, campaignId: number, parentId: number) =>
	sql`insert into measure (campaign_id, position, title, title_en, product, product_en, parent_measure_id)
		select ${campaignId}, position, title, title_en, product, product_en, id
		from measure where campaign_id = ${parentId}`.execute(call.db);

export type MeasureText = Pick<Measure, 'title' | 'titleEn' | 'product'> & { parentMeasureId: number | null };

export const insertMeasure = (call: Call, campaignId: number, measure: MeasureText) =>
	sql`insert into measure (campaign_id, position, title, title_en, product, parent_measure_id)
		select ${campaignId}, coalesce(max(position), 0) + 1, ${measure.title}, ${measure.titleEn}, ${measure.product}, ${measure.parentMeasureId}::int
		from measure where campaign_id = ${campaignId}`.execute(call.db);

export const saveMeasure = (call: Call, id: number, measure: MeasureText) =>
	call.db.updateTable('measure').set(measure).where('id', '=', id).execute();

export const removeMeasure = (call: Call, id: number) => call.db.deleteFrom('measure').where('id', '=', id).execute();

export const measureIsUsed = async (call: Call, id: number): Promise<boolean> =>
	(
		await sql`select from task_version where measure_id = ${id}
			union all select from measure where parent_measure_id = ${id} limit 1`.execute(call.db)
	).rows.length > 0;

export const listTemplates = (call: Call): Promise<{ key: string; title: string; titleEn: string | null }[]> =>
	call.db.selectFrom('campaignTemplate').select(['key', 'title', 'titleEn']).orderBy('key').execute();
