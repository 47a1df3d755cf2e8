import { requireElevation } from '#access';
import { asItStands, found, Invalid, record, requireSeen, type Call, type Seen } from '#platform';
import { m } from '#words';
import { maySignPlan } from './campaign.policy.ts';
import { sha256 } from './canonical.ts';
import { about, changePlan } from './change-plan.ts';
import { canMove } from './plan.ts';
import { findPlan, insertEdition, numberIsTaken, savePlan, type Signature } from './plan.store.ts';
import { markOfPlan, planContent } from './plan-content.ts';

export type SignPlan = Signature & {
	/** Sign although the unit has another paper of this number and symbol in that year. */
	numberAgain?: boolean;
};

/**
 * The head signs: number, symbol, day and who signed in which position are fixed, with the whole content as canonical
 * JSON and its hash. From here on nothing in it changes.
 *
 * @throws {ElevationNeeded} when the head has not proved within five minutes who they are
 * @throws {ChangedSince} when its text or its tasks are not as they were `seen`
 * @throws {Conflict} when it was signed or returned meanwhile
 * @throws {Invalid} when the number is taken and that was not confirmed, or the day is to come
 */
export const signPlan = (
	call: Call,
	planId: string,
	{ numberAgain, ...given }: SignPlan,
	seen: Seen = asItStands,
): Promise<void> =>
	changePlan(
		call,
		planId,
		{ may: maySignPlan, is: ({ state }) => canMove(state, 'sign') },
		async (call, plan, campaign) => {
			requireElevation(call);
			await requireSeen(seen, () => markOfPlan(call, plan, campaign));
			// Who signs is who is signed in; only the command line, which is nobody, says a name.
			const signature = { ...given, signerName: call.actor.accountId ? call.actor.displayName : given.signerName };
			if (signature.signedOn > call.today) throw Invalid.at('signedOn', m.campaigns_sign_date_future);
			if (!numberAgain && (await numberIsTaken(call, plan, signature)))
				throw Invalid.at('number', m.campaigns_sign_number_taken);

			await savePlan(call, plan.id, { state: 'signed', ...signature });
			const content = await planContent(call, found(await findPlan(call, plan.id)), campaign);
			const { signerName, signerPosition } = signature;
			const hash = sha256(content);
			await insertEdition(call, plan.id, { content, sha256: hash, reason: '', signerName, signerPosition });
			await record(call, 'plan.signed', about(plan, { sha256: hash }));
		},
	);
