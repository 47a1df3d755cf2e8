import { m } from '#words';

/**
 * - `flow`: the sum over a period (sessions, findings).
 * - `stock`: the state at its end (members on strength, commitments in force); an act is a change of it.
 */
export type MetricKind = 'flow' | 'stock';

/**
 * Everything that can be counted. Ids are for the database (`0009_figures.sql` has the same list) and never change meaning;
 * a percentage is no metric, see {@link rates}.
 */
const registry = {
	memberOnStrength: { id: 1, kind: 'stock' },
	memberExempt: { id: 2, kind: 'stock' },
	commitmentSigned: { id: 3, kind: 'stock' },
	commitmentConfirmed: { id: 4, kind: 'stock' },
	planExpected: { id: 10, kind: 'flow' },
	planIssued: { id: 11, kind: 'flow' },
	committeeMeeting: { id: 12, kind: 'flow' },
	directive: { id: 13, kind: 'flow' },
	launchCeremony: { id: 20, kind: 'flow' },
	pledgeSigned: { id: 21, kind: 'flow' },
	studySession: { id: 30, kind: 'flow' },
	attendance: { id: 31, kind: 'flow' },
	attendanceExpected: { id: 32, kind: 'flow' },
	studyPaper: { id: 33, kind: 'flow' },
	workshop: { id: 40, kind: 'flow' },
	criteriaIssued: { id: 41, kind: 'flow' },
	trainingClass: { id: 50, kind: 'flow' },
	trainee: { id: 51, kind: 'flow' },
	traineePassed: { id: 52, kind: 'flow' },
	inspection: { id: 60, kind: 'flow' },
	finding: { id: 61, kind: 'flow' },
	findingRectified: { id: 62, kind: 'flow' },
	listeningForum: { id: 70, kind: 'flow' },
	opinionReceived: { id: 71, kind: 'flow' },
	opinionAnswered: { id: 72, kind: 'flow' },
	surveySlipOut: { id: 73, kind: 'flow' },
	surveySlipIn: { id: 74, kind: 'flow' },
	goodDeed: { id: 80, kind: 'flow' },
	exemplar: { id: 81, kind: 'flow' },
	award: { id: 82, kind: 'flow' },
	newsItem: { id: 90, kind: 'flow' },
} as const satisfies Record<string, { id: number; kind: MetricKind }>;

export type MetricKey = keyof typeof registry;
export type Metric = { key: MetricKey; id: number; kind: MetricKind };

/** The registry in the order in which figures are shown. */
export const metrics: readonly Metric[] = Object.entries(registry).map(([key, metric]) => ({
	key: key as MetricKey,
	...metric,
}));

const byKey = new Map<string, Metric>(metrics.map((metric) => [metric.key, metric]));
const byId = new Map<number, Metric>(metrics.map((metric) => [metric.id, metric]));

/** The metric of that name, or `undefined`. */
export const metricNamed = (key: string): Metric | undefined => byKey.get(key);

export const idOf = (key: MetricKey): number => registry[key].id;

/** The metric with that id; an id that the registry lacks is a bug. */
export function metricOf(id: number): Metric {
	const metric = byId.get(id);
	if (!metric) throw new Error(`metric ${id} is in the database but not in the registry`);
	return metric;
}

/** What a metric is called, in the reader's language. */
export const metricLabel = (key: MetricKey): string => m[`figures_metric_${key}`]();

/** A share that is shown as such: never stored, never averaged, always divided at the last moment. */
export type Rate = { numerator: MetricKey; denominator: MetricKey; minus: readonly MetricKey[] };

const rate = (numerator: MetricKey, denominator: MetricKey, ...minus: MetricKey[]): Rate => ({
	numerator,
	denominator,
	minus,
});

/** Which figures have something to be measured against. */
export const rates: readonly Rate[] = [
	rate('planIssued', 'planExpected'),
	rate('commitmentSigned', 'memberOnStrength', 'memberExempt'),
	rate('commitmentConfirmed', 'memberOnStrength', 'memberExempt'),
	rate('attendance', 'attendanceExpected'),
	rate('traineePassed', 'trainee'),
	rate('findingRectified', 'finding'),
	rate('opinionAnswered', 'opinionReceived'),
	rate('surveySlipIn', 'surveySlipOut'),
];

/** The rate of which a metric is the numerator. */
export const rateOf = (key: MetricKey): Rate | undefined => rates.find((rate) => rate.numerator === key);

/** What the numerator is measured against: members on strength less those exempt, plans due, … */
export function denominatorOf(rate: Rate, figures: Partial<Record<MetricKey, number>>): number {
	const value = (key: MetricKey) => figures[key] ?? 0;
	return rate.minus.reduce((left, key) => left - value(key), value(rate.denominator));
}
