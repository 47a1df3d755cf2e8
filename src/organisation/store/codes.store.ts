import { sql } from 'kysely';
import type { Call } from '#platform';
import { codeShapes } from '../codes/lost-zeros.ts';
import { bearersOn, unknownCode } from '../plan/ground.ts';
import { indexByCode } from '../tree/index-by-code.ts';
import { loadHistory, mainTree } from './history.store.ts';

/** Who bore which code when, for imports that name units by code. */
export type UnitCodes = {
	bearer(code: string, day: string): number | undefined;
	/** In words, why nobody bears the code on that day: lost zeros, another time, no such code. */
	problem(code: string, day: string): string;
};

/** Nobody changes the tree until this transaction ends: what is written to a unit was written to who bore its code. */
export async function unitCodes(call: Call, tree = mainTree): Promise<UnitCodes> {
	await sql`select app.hold_tree(${tree})`.execute(call.db);
	const history = await loadHistory(call, tree);
	const codes = indexByCode(history);
	return {
		bearer: (code, day) => codes.bearer(code, day)?.id,
		problem: (code, day) => unknownCode({ codes, shapes: codeShapes(bearersOn(history, day)) }, code, day),
	};
}

/** Is there a unit in the tree at all? */
export async function isTreeEmpty(call: Call, tree = mainTree): Promise<boolean> {
	const { rows } = await sql`select 1 from unit where tree = ${tree} and (dies is null or dies > born) limit 1`.execute(
		call.db,
	);
	return rows.length === 0;
}
