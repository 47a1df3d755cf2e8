import {
	allow,
	Conflict,
	found,
	Invalid,
	markOf,
	pageChanged,
	record,
	requireSeen,
	transact,
	type Call,
	type Seen,
} from '#platform';
import { m } from '#words';
import type { Campaign } from './campaign.ts';
import { mayEditCampaign } from './campaign.policy.ts';
import {
	insertMeasure,
	listMeasures,
	lockCampaign,
	measureIsUsed,
	removeMeasure,
	saveCampaign,
	saveMeasure,
	type CampaignText,
	type MeasureText,
} from './campaign.store.ts';
import { notNow } from './not-now.ts';

/** Rewrites what a campaign says, while it is a draft. */
export const editCampaign = (call: Call, slug: string, text: CampaignText, seen: Seen): Promise<void> =>
	changing(call, slug, async (campaign) => {
		await requireSeen(seen, () => markOfCampaign(campaign));
		if (text.endsOn < text.startsOn) {
			throw Invalid.at('endsOn', () => m.campaigns_period_backwards());
		}
		await saveCampaign(call, campaign.id, text);
	});

export const addMeasure = (call: Call, slug: string, measure: MeasureText): Promise<void> =>
	changing(call, slug, async (campaign) => {
		await parentsMeasure(call, campaign, measure.parentMeasureId);
		await insertMeasure(call, campaign.id, measure);
	});

export const editMeasure = (call: Call, slug: string, measureId: number, measure: MeasureText): Promise<void> =>
	changing(call, slug, async (campaign) => {
		found((await listMeasures(call, campaign.id)).find(({ id }) => id === measureId));
		await parentsMeasure(call, campaign, measure.parentMeasureId);
		await saveMeasure(call, measureId, measure);
	});

/** @throws {Conflict} when a task belongs to the measure */
export const dropMeasure = (call: Call, slug: string, measureId: number): Promise<void> =>
	changing(call, slug, async (campaign) => {
		found((await listMeasures(call, campaign.id)).find(({ id }) => id === measureId));
		if (await measureIsUsed(call, measureId)) throw new Conflict(() => m.campaigns_conflict_measureUsed());
		await removeMeasure(call, measureId);
	});

/** What is rewritten, so that nobody writes over what another wrote meanwhile. */
export const markOfCampaign = (campaign: CampaignText): string =>
	markOf(
		campaign.title,
		campaign.titleEn,
		campaign.slogan,
		campaign.purpose,
		campaign.purposeEn,
		campaign.legalGrounds,
		campaign.startsOn,
		campaign.endsOn,
	);

const changing = (call: Call, slug: string, change: (campaign: Campaign) => Promise<void>): Promise<void> =>
	transact(call, async (call) => {
		const campaign = found(await lockCampaign(call, slug));
		allow(mayEditCampaign(call.actor, campaign));
		if (campaign.state !== 'draft') throw notNow();
		await change(campaign);
		await record(call, 'campaign.edited', {
			unitId: campaign.unitId,
			subject: slug,
			payload: { campaignId: campaign.id },
		});
		await pageChanged(call, `campaign:${campaign.id}`);
	});

async function parentsMeasure(call: Call, campaign: Campaign, parentMeasureId: number | null): Promise<void> {
	if (parentMeasureId === null) return;
	const known = campaign.parentId === null ? [] : await listMeasures(call, campaign.parentId);
	found(known.find(({ id }) => id === parentMeasureId));
}
