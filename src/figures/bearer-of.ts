import { findLastBearer, findUnit, listHeirs } from '#organisation';
import { Conflict, NotFound, type Call } from '#platform';
import { m, type Day } from '#words';
import { findLaterBearer } from './figures.store.ts';
import type { Basis } from './period.ts';

/**
 * The unit that a code means in a question about a period: the one that bore it last on or before its last day; failing
 * that, the first to bear it later, which has no figures yet.
 *
 * @throws {NotFound} when no unit ever bore the code
 * @throws {Conflict} naming the heirs, when the question is about today's tree and the unit has ended
 */
export async function bearerOf(call: Call, code: string, lastDay: Day, basis: Basis): Promise<number> {
	const unitId = (await findLastBearer(call, code, lastDay))?.id ?? (await findLaterBearer(call, code, lastDay));
	if (unitId === undefined) throw new NotFound(() => m.figures_unit_unknown({ code }));
	if (basis === 'was' || (await findUnit(call, unitId, call.today))) return unitId;

	const heirs = await listHeirs(call, unitId);
	if (heirs.length === 0) return unitId;
	const names = heirs.map((heir) => `${heir.code} (${heir.name})`).join(', ');
	throw new Conflict(() => m.figures_unit_ended({ code, heirs: names }));
}
