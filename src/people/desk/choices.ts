import { z } from 'zod';
import { findUnit, searchUnits, type UnitOn } from '#organisation';
import { unitsHeld, type Actor, type Call } from '#platform';
import type { UnitChoice } from '#ui';
import { m, parseDate } from '#words';

/** Units at the top of what the caller keeps. */
export const keptRoots = (actor: Actor): number[] => unitsHeld(actor, 'focalOfficer', 'unitHead', 'administrator');

/** Units whose members the caller keeps: found by words, else those at the top. */
export async function unitChoices(call: Call, words: string): Promise<UnitChoice[]> {
	const found: UnitOn[] = [];
	for (const root of keptRoots(call.actor)) {
		const top = words.trim() === '' ? await findUnit(call, root, call.today) : undefined;
		found.push(...(top ? [top] : words.trim() === '' ? [] : await searchUnits(call, call.today, words, 20, root)));
	}
	return found.map(({ id, name, code }) => ({ value: String(id), label: name, detail: code }));
}

/** A day as people type it. */
export const day = z.string({ error: () => m.people_day_shape() }).transform((typed, context) => {
	const iso = parseDate(typed);
	if (!iso) context.addIssue({ code: 'custom', message: m.people_day_shape() });
	return iso ?? '';
});

/** A day, or nothing. */
export const dayOrNothing = z
	.string()
	.optional()
	.transform((typed, context) => {
		if (!typed?.trim()) return null;
		const iso = parseDate(typed);
		if (!iso) context.addIssue({ code: 'custom', message: m.people_day_shape() });
		return iso ?? null;
	});

/** A unit chosen by its id. */
export const chosenUnit = z
	.string({ error: () => m.people_unit_choose() })
	.regex(/^\d{1,9}$/, { error: () => m.people_unit_choose() })
	.transform(Number);

/** A line that may be left empty. */
export const line = z.string().trim().max(254).default('');
