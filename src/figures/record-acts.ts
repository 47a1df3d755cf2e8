import { Conflict, found, Invalid, transact, type Call } from '#platform';
import { m, type Day } from '#words';
import { findAct, insertActs, listTaken, listUnborn, lockCorrection, type ActRow } from './act.store.ts';
import { metricNamed, type MetricKey } from './metrics.ts';

/** One thing done. The room that knows what it is has already asked whether the actor may. */
export type NewAct = {
	/** Made once by whoever records it (a random UUID): repeating the act with the same id does nothing. */
	id: string;
	/** The unit that did it, as it was on that day. */
	unitId: number;
	campaignId: number;
	metric: MetricKey;
	/** 1 unless said; a text for more digits than a number keeps. */
	qty?: number | string;
	/** Today unless said. */
	occurredOn?: Day;
	memberId?: string | null;
	/** The act that this one takes back. */
	corrects?: string | null;
	/** Which kind of record it stems from: `event`, `commitment`, `import`. */
	source?: string;
	/** Ids and words of the domain; no personal text. */
	payload?: Record<string, unknown>;
};

/** Rows that go to the database in one statement. */
const atOnce = 5_000;

/** Records one act; see {@link recordActs}. */
export const recordAct = (call: Call, act: NewAct): Promise<number> => recordActs(call, [act]);

/**
 * Records acts; they are in the figures when the worker has folded them. All or nothing.
 *
 * @returns how many were new: an act already recorded with the same content is left as it is
 * @throws {Conflict} when an id belongs to an act of other content
 * @throws {Invalid} when a unit had not begun on the day
 */
export const recordActs = (call: Call, acts: readonly NewAct[]): Promise<number> =>
	transact(call, async (call) => {
		let written = 0;
		for (let start = 0; start < acts.length; start += atOnce) {
			const rows = acts.slice(start, start + atOnce).map((act) => rowOf(call, act));
			written += await recordRows(call, rows);
		}
		return written;
	});

/**
 * Takes an act back by one of the opposite sign.
 *
 * @param id of the new act
 * @param occurredOn the day of the first act unless said. A stock that changes today (a commitment returned) says so.
 * @throws {Conflict} when it was taken back already
 */
export const correctAct = (call: Call, actId: string, id: string, occurredOn?: Day): Promise<number> =>
	transact(call, async (call) => {
		const act = found(await findAct(call, actId));
		if (await lockCorrection(call, actId, id)) throw new Conflict(() => m.figures_act_alreadyCorrected());
		const qty = act.qty.startsWith('-') ? act.qty.slice(1) : `-${act.qty}`;
		const day = occurredOn ?? act.occurredOn;
		return recordRows(call, [{ ...act, id, qty, occurredOn: day, corrects: actId, source: 'correction', payload: {} }]);
	});

async function recordRows(call: Call, rows: ActRow[]): Promise<number> {
	const unborn = await listUnborn(call, rows);
	if (unborn.length > 0) throw new Invalid(() => m.figures_act_beforeUnit());
	const written = await insertActs(call, rows);
	if (written < rows.length && (await listTaken(call, rows)).length > 0) {
		throw new Conflict(() => m.figures_act_otherContent());
	}
	return written;
}

const rowOf = (call: Call, act: NewAct): ActRow => ({
	id: act.id,
	unitId: act.unitId,
	memberId: act.memberId ?? null,
	campaignId: act.campaignId,
	metricId: metricNamed(act.metric)!.id,
	qty: String(act.qty ?? 1),
	occurredOn: act.occurredOn ?? call.today,
	corrects: act.corrects ?? null,
	source: act.source ?? '',
	payload: act.payload ?? {},
});
