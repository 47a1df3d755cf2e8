import { namesOf } from '#organisation';
import { metricLabel, metrics } from '#figures';
import type { Call } from '#platform';
import type { Choice } from '#ui';
import { currentLocale, m } from '#words';
import { writesFor } from '../campaign.policy.ts';
import type { Measure } from '../campaign.ts';
import { listMeasures } from '../campaign.store.ts';
import { listNameable } from '../cascade.store.ts';
import type { Plan } from '../plan.ts';

export async function ownUnitChoices(call: Call): Promise<Choice[]> {
	const names = await namesOf(call, writesFor(call.actor));
	return [...names].map(([id, { name, code }]) => ({ value: String(id), label: m.campaigns_unitName({ name, code }) }));
}

/** What a task of a plan may name. */
export type TaskChoices = { measures: Choice[]; units: Choice[]; metrics: Choice[] };

export async function taskChoices(call: Call, plan: Plan): Promise<TaskChoices> {
	const [measures, units] = [await listMeasures(call, plan.campaignId), await listNameable(call, plan.keeperId)];
	return {
		measures: measures.map((measure) => ({ value: String(measure.id), label: measureTitle(measure) })),
		units: units.map(({ id, name, code }) => ({ value: String(id), label: m.campaigns_unitName({ name, code }) })),
		metrics: metrics.filter(({ kind }) => kind === 'flow').map(({ key }) => ({ value: key, label: metricLabel(key) })),
	};
}

/** “1. Tổ chức đợt sinh hoạt chính trị…”, in the reader's language where it was translated. */
export const measureTitle = (measure: Pick<Measure, 'position' | 'title' | 'titleEn'>): string =>
	`${measure.position}. ${currentLocale() === 'en' ? (measure.titleEn ?? measure.title) : measure.title}`;
