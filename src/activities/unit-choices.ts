import { listChildren, namesOf } from '#organisation';
import { unitsHeld, type Call } from '#platform';
import type { Choice } from '#ui';

/** The units at which the caller holds one of the roles, to choose from. */
export async function choicesHeld(call: Call, ...roles: string[]): Promise<Choice[]> {
	const names = await namesOf(call, unitsHeld(call.actor, ...roles));
	return [...names].map(([unitId, unit]) => ({ value: String(unitId), label: unit.name }));
}

/** The units directly under one, to choose from. */
export const choicesBelow = async (call: Call, unitId: number): Promise<Choice[]> =>
	(await listChildren(call, unitId, call.today)).map((unit) => ({ value: String(unit.id), label: unit.name }));

/** What a unit is called today. */
export const unitNamed = async (call: Call, unitId: number): Promise<string> =>
	(await namesOf(call, [unitId])).get(unitId)?.name ?? '';
