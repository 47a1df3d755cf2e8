import { z } from 'zod';
import { chosenId, chosenIds, idOf, idsOf, isUuid } from '#platform';
import { m, parseDate, parseNumber } from '#words';
import type { Finding, Movement, ReviewMove, Target } from './pledge.ts';

/** Rows of movements and targets that the form offers. */
export const movementRows = 5;
export const targetRows = 12;

export const blockForm = z.object({
	name: text(200).min(1, { error: () => m.pledges_error_name() }),
	year: z.coerce
		.number({ error: () => m.pledges_error_year() })
		.refine((year) => Number.isInteger(year) && year >= 2000 && year <= 2200, {
			error: () => m.pledges_error_year(),
		}),
	units: chosenIds(),
	lead: chosenId(m.pledges_error_lead),
	deputy: z
		.string()
		.default('')
		.transform((typed) => (typed === '' ? null : (idOf(typed) ?? 0))),
});

type Typed = Record<string, string | string[]>;
const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * A pledge as it is typed: `title`, `activity`, `grounds`, `checking`; per row `movement0` `goal0` `starts0` `reviewed0`,
 * `indicator0` `unit0` `plan0` `note0`; `parties[]`, and `title_<unit>` for the title that a party registers for.
 */
export const pledgeForm = anything.transform((typed, about) => {
	const wrong = wronging(typed, about.issues);
	const field = fieldOf(typed, wrong);
	const parties = idsOf([typed['parties'] ?? []].flat());
	if (!field('title', 300)) wrong('title', m.pledges_error_title());
	return {
		title: field('title', 300),
		activityId: isUuid(field('activity', 40)) ? field('activity', 40) : null,
		campaignId: idOf(field('campaign', 12)) ?? 0,
		parties,
		content: {
			grounds: field('grounds', 5_000),
			movements: rows(movementRows).flatMap((row) => movementOf(row, field, wrong)),
			targets: rows(targetRows).flatMap((row) => targetOf(row, field, wrong)),
			titles: parties.flatMap((unitId) => {
				const title = field(`title_${unitId}`, 200);
				return title ? [{ unitId, title }] : [];
			}),
			checking: field('checking', 5_000),
		},
	};
});

/** What a unit that joins later adds for itself. */
export const addendumForm = anything.transform((typed, about) => {
	const wrong = wronging(typed, about.issues);
	const field = fieldOf(typed, wrong);
	const unitId = idOf(field('unit', 12)) ?? 0;
	if (unitId === 0) wrong('unit', m.pledges_error_unit());
	const targets = rows(targetRows).flatMap((row) => targetOf(row, field, wrong));
	return { unitId, addendum: { targets, title: field('title', 200), note: field('note', 5_000) } };
});

export const cancellationForm = z.object({
	reason: text(500).min(1, { error: () => m.pledges_error_reason() }),
});

/**
 * What was found, as it is typed: `heldOn`, `summary`, and for each party `note_<unit>`; when it is scored `score_<unit>`, of a hundred, and
 * `title_<unit>`.
 */
export const reviewForm = (move: ReviewMove) =>
	anything.transform((typed, about) => {
		const wrong = wronging(typed, about.issues);
		const field = fieldOf(typed, wrong);
		const [heldOn, summary] = [parseDate(field('heldOn', 40)), field('summary', 5_000)];
		if (!heldOn) wrong('heldOn', m.pledges_error_date());
		if (!summary) wrong('summary', m.pledges_error_summary());
		const units = unitIds(Object.keys(typed).flatMap((name) => /^note_([1-9]\d*)$/.exec(name)?.[1] ?? []));
		return {
			heldOn: heldOn ?? '',
			summary,
			findings: units.map((unitId) => findingOf(unitId, move, field, wrong)),
		};
	});

type Wrong = (name: string, message: string) => void;
type Field = (name: string, longest: number) => string;

function movementOf(row: number, field: Field, wrong: Wrong): Movement[] {
	const [name, goal] = [field(`movement${row}`, 300), field(`goal${row}`, 1_000)];
	const [starts, reviewed] = [field(`starts${row}`, 40), field(`reviewed${row}`, 40)];
	if (![name, goal, starts, reviewed].some(Boolean)) return [];
	const [startsOn, reviewedOn] = [parseDate(starts), parseDate(reviewed)];
	if (!name) wrong(`movement${row}`, m.pledges_error_movement());
	if (!startsOn) wrong(`starts${row}`, m.pledges_error_date());
	if (!reviewedOn || (startsOn && reviewedOn < startsOn)) wrong(`reviewed${row}`, m.pledges_error_reviewed());
	return name && startsOn && reviewedOn ? [{ name, goal, startsOn, reviewedOn }] : [];
}

function targetOf(row: number, field: Field, wrong: Wrong): Target[] {
	const [indicator, unit] = [field(`indicator${row}`, 300), field(`unit${row}`, 60)];
	const [planned, note] = [field(`plan${row}`, 40), field(`note${row}`, 500)];
	if (![indicator, unit, planned, note].some(Boolean)) return [];
	const plan = planned === '' ? null : parseNumber(planned);
	if (!indicator) wrong(`indicator${row}`, m.pledges_error_indicator());
	if (plan === undefined) wrong(`plan${row}`, m.pledges_error_number());
	return indicator && plan !== undefined ? [{ indicator, unit, plan, note }] : [];
}

function findingOf(unitId: number, move: ReviewMove, field: Field, wrong: Wrong): Finding {
	const note = field(`note_${unitId}`, 2_000);
	if (move === 'checkMidTerm' && !note) wrong(`note_${unitId}`, m.pledges_error_note());
	if (move !== 'score') return { unitId, note, score: null, title: '' };
	const score = parseNumber(field(`score_${unitId}`, 10)) ?? Number.NaN;
	if (!(score >= 0 && score <= 100)) wrong(`score_${unitId}`, m.pledges_error_score());
	return { unitId, note, score, title: field(`title_${unitId}`, 200) };
}

const wronging =
	(typed: Typed, issues: z.core.$ZodRawIssue[]): Wrong =>
	(name, message) =>
		void issues.push({ code: 'custom', path: [name], message, input: typed });

const fieldOf =
	(typed: Typed, wrong: Wrong): Field =>
	(name, longest) => {
		const value = typed[name];
		const written = typeof value === 'string' ? value.trim() : '';
		if (written.length > longest) wrong(name, m.pledges_error_tooLong({ longest }));
		return written;
	};

const rows = (count: number): number[] => Array.from({ length: count }, (_, row) => row);

function unitIds(typed: string[]): number[] {
	return typed.map(Number).filter((unit) => Number.isSafeInteger(unit) && unit > 0);
}

function text(longest: number) {
	return z
		.string()
		.trim()
		.max(longest, { error: () => m.pledges_error_tooLong({ longest }) });
}
