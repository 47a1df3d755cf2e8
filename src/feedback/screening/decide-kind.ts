import { asItStands, transact, type Call, type Seen } from '#platform';
import { advance } from '../advance.ts';
import type { Feedback } from '../feedback.ts';
import type { Change } from '../feedback.store.ts';
import { lockProposed } from '../proposals/proposal.ts';
import { findProposedKind, saveDecidedKind, type Reclassification } from './reclassification.store.ts';
import { asKind } from './screen-feedback.ts';
import { findNote } from '../texts.store.ts';

/** A second person agrees that a case is of a less protected kind, or about nobody's conduct, or does not. The sender reads the reason that was given. */
export const decideKind = (call: Call, id: string, agreed: boolean, seen: Seen = asItStands): Promise<Feedback> =>
	transact(call, async (call) => {
		const { feedback, proposal } = await lockProposed(call, id, findProposedKind, seen);
		await saveDecidedKind(call, proposal.id, { agreed, step: feedback.step });
		const reason = agreed ? await findNote(call, id, proposal.textId) : undefined;
		return advance(call, feedback, {
			event: eventOf(proposal, agreed),
			change: agreed ? await agreedChange(call, feedback, proposal) : {},
			detail: { kind: proposal.toKind, was: proposal.fromKind, dropsAccusation: proposal.dropsAccusation },
			...(reason && { says: { kind: 'reason' as const, text: reason } }),
		});
	});

const eventOf = ({ fromKind, toKind }: Reclassification, agreed: boolean): string =>
	agreed ? (fromKind === toKind ? 'accusationDropped' : 'reclassified') : 'kindKept';

const agreedChange = async (
	call: Call,
	feedback: Feedback,
	{ toKind, dropsAccusation }: Reclassification,
): Promise<Change> => ({
	...(await asKind(call, feedback, toKind)),
	...(dropsAccusation && { accuses: false }),
});
