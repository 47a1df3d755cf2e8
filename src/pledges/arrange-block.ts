import { randomUUID } from 'node:crypto';
import { lineOf } from '#organisation';
import { allow, Conflict, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { addBlock, type NewBlock } from './block.store.ts';
import { mayArrange } from './pledge.policy.ts';

/** Puts units that stand under a node into a block for a year, with a lead and perhaps a deputy. @returns its id */
export const arrangeBlock = (call: Call, block: NewBlock): Promise<string> =>
	transact(call, async (call) => {
		allow(mayArrange(call.actor, { line: await lineOf(call, block.unitId) }));
		const units = [...new Set(block.units)];
		if (units.length < 2) throw Invalid.at('units', () => m.pledges_error_units());
		if (!units.includes(block.leadUnitId)) throw Invalid.at('lead', () => m.pledges_error_lead());
		if (
			block.deputyUnitId !== null &&
			(!units.includes(block.deputyUnitId) || block.deputyUnitId === block.leadUnitId)
		) {
			throw Invalid.at('deputy', () => m.pledges_error_deputy());
		}
		for (const unit of units) {
			if (unit === block.unitId || !(await lineOf(call, unit)).includes(block.unitId))
				throw Invalid.at('units', () => m.pledges_error_notUnder());
		}

		const id = await addBlock(call, randomUUID(), { ...block, units });
		if (id === undefined) throw new Conflict(() => m.pledges_conflict_blockNamed());
		await record(call, 'emulationBlock.arranged', { unitId: block.unitId, subject: id, payload: { year: block.year } });
		return id;
	});
