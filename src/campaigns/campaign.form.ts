import { z } from 'zod';
import { foldVietnamese, m } from '#words';
import { id, lines, maybe, needed, neededDay, text } from './fields.ts';

const campaignText = {
	title: needed(300, m.campaigns_campaign_title_missing, m.campaigns_campaign_title_long),
	titleEn: maybe(300),
	slogan: text(300).default(''),
	purpose: text(20_000).default(''),
	purposeEn: maybe(20_000),
	legalGrounds: lines(),
	startsOn: neededDay(),
	endsOn: neededDay(),
};

export const editCampaignForm = z.object(campaignText);

export const newCampaignForm = z
	.object({
		...campaignText,
		slug: z.string().trim().default(''),
		unitId: id().transform((unitId, about) => {
			if (unitId !== null) return unitId;
			about.issues.push({ code: 'custom', message: m.campaigns_campaign_unit_missing(), input: unitId });
			return z.NEVER;
		}),
		parentSlug: z
			.string()
			.default('')
			.transform((slug) => slug || null),
		templateKey: z.string().optional(),
	})
	.transform((typed) => ({ ...typed, slug: typed.slug || slugOf(typed.title) }));

/** An address name from a title: letters without marks, digits, hyphens; at most 80, cut between words. */
export const slugOf = (title: string): string => {
	const words = foldVietnamese(title)
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
	return words.length <= 80 ? words : words.slice(0, 81).replace(/-[^-]*$/, '');
};

export const measureForm = z.object({
	title: needed(300, m.campaigns_measure_missing),
	titleEn: maybe(300),
	product: text(500).default(''),
	parentMeasureId: id(),
});
