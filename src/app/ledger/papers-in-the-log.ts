import { addLeaf, isCode, type LeafEntry } from '#ledger';
import { findUnit } from '#organisation';
import type { Call, EventListener, Happening } from '#platform';

/** Signed papers leave a leaf in the log, in the transaction that signs them. What they say stays out of it: their hash is committed to. */
export const papersInTheLog: [kind: string, listener: EventListener][] = [
	['plan.signed', leaf({ class: 'plan', event: 'signed' })],
	['plan.amended', leaf({ class: 'plan', event: 'amended' })],
	['pledge.signed', leaf({ class: 'pledge', event: 'signed' })],
	['report.frozen', leaf({ class: 'report', event: 'frozen' })],
];

function leaf(said: Pick<LeafEntry, 'class' | 'event'>): EventListener {
	return async (call, { kind, subject, unitId, payload }) => {
		const { sha256 } = payload as { sha256?: string };
		if (!subject || !sha256) throw new Error(`${kind}: nothing to commit to`);
		await addLeaf(call, {
			...said,
			subject,
			body: await publicCode(call, unitId),
			private: { ...said, subject, sha256 },
		});
	};
}

/** The code of a unit that the public may know; of others not even that they have signed something is told with their name. */
async function publicCode(call: Call, unitId: Happening['unitId']): Promise<string | undefined> {
	const unit = unitId === undefined ? undefined : await findUnit(call, unitId, call.today);
	return unit?.publishable && isCode(unit.code) ? unit.code : undefined;
}
