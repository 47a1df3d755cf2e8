import { allow, Conflict, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { takesChildren, type Campaign } from './campaign.ts';
import { mayCreateCampaign } from './campaign.policy.ts';
import {
	copyParentMeasures,
	copyTemplateMeasures,
	findCampaign,
	insertCampaign,
	type CampaignText,
} from './campaign.store.ts';

/** What a campaign begins with; what is left out is empty. */
export type NewCampaign = Pick<CampaignText, 'title' | 'startsOn' | 'endsOn'> &
	Partial<CampaignText> & {
		/** Its public name: lower-case letters, digits and hyphens. */
		slug: string;
		unitId: number;
		/** The campaign that this is a local variant of; its measures are copied and mapped. */
		parentSlug?: string | null;
		/** The template whose measures it begins with when it has no parent. */
		templateKey?: string;
	};

/**
 * Begins a campaign, as a draft. Repeating it with the same content changes nothing.
 *
 * @throws {Conflict} when the slug belongs to another campaign, or the parent is not issued
 */
export const createCampaign = (call: Call, given: NewCampaign): Promise<Campaign> =>
	transact(call, async (call) => {
		allow(mayCreateCampaign(call.actor, given.unitId));
		if (!slugPattern.test(given.slug) || given.slug.length > 80) {
			throw Invalid.at('slug', () => m.campaigns_campaign_slug_wrong());
		}
		if (given.endsOn < given.startsOn) {
			throw Invalid.at('endsOn', () => m.campaigns_period_backwards());
		}
		const parent = given.parentSlug ? found(await findCampaign(call, given.parentSlug)) : null;
		if (parent && !takesChildren(parent.state)) throw new Conflict(() => m.campaigns_conflict_parentNotIssued());

		const text = textOf(given);
		const id = await insertCampaign(call, {
			...text,
			slug: given.slug,
			unitId: given.unitId,
			parentId: parent?.id ?? null,
		});
		if (id === undefined) return existing(call, given, parent?.id ?? null);

		await (parent
			? copyParentMeasures(call, id, parent.id)
			: copyTemplateMeasures(call, id, given.templateKey ?? 'conduct'));
		await record(call, 'campaign.created', { unitId: given.unitId, subject: given.slug, payload: { campaignId: id } });
		return found(await findCampaign(call, given.slug));
	});

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What was said the first time is done; said differently, it is another campaign under a taken name. */
async function existing(call: Call, given: NewCampaign, parentId: number | null): Promise<Campaign> {
	const there = await findCampaign(call, given.slug);
	const same =
		there !== undefined &&
		(['unitId', 'title', 'startsOn', 'endsOn'] as const).every((field) => there[field] === given[field]) &&
		there.parentId === parentId;
	if (!same) {
		throw new Conflict(() => m.campaigns_conflict_slugTaken({ slug: given.slug }));
	}
	return there;
}

const textOf = (given: NewCampaign): CampaignText => ({
	title: given.title,
	titleEn: given.titleEn || null,
	slogan: given.slogan ?? '',
	purpose: given.purpose ?? '',
	purposeEn: given.purposeEn || null,
	legalGrounds: given.legalGrounds ?? [],
	startsOn: given.startsOn,
	endsOn: given.endsOn,
});
