import { requireElevation } from '#access';
import { sha256, stableId, workIn } from '#campaigns';
import { canonicalJson } from '#ledger';
import { recordAct } from '#figures';
import {
	allow,
	asItStands,
	Conflict,
	found,
	markOf,
	record,
	requireSeen,
	transact,
	type Call,
	type Seen,
} from '#platform';
import { m } from '#words';
import { hashOf } from './agree-pledge.ts';
import { isAwaited, isFullySigned, type Party, type Pledge } from './pledge.ts';
import { maySign } from './pledge.policy.ts';
import { findSigner, listParties, lockPledge, saveSignature, saveState } from './pledge.store.ts';

/**
 * The head of a party signs for the own unit: account, time, and the hash of the text (strength A). With the last founding party that may
 * sign the pledge is signed. Counted once for each party, on the day its head signed.
 *
 * @throws {ChangedSince} when the text, or what a latecomer adds, is not as it was `seen`
 * @throws {ElevationNeeded} when the head has not proved within five minutes who they are
 */
export const signPledge = (call: Call, id: string, unitId: number, seen: Seen = asItStands): Promise<void> =>
	transact(call, async (call) => {
		const pledge = found(await lockPledge(call, id));
		const parties = await listParties(call, id);
		const party = found(parties.find((each) => each.unitId === unitId));
		allow(maySign(call.actor, party));
		requireElevation(call);
		if (party.fallenOut) throw new Conflict(() => m.pledges_conflict_fallenOut());
		if (!isAwaited(pledge, party)) throw new Conflict(() => m.pledges_conflict_notAwaited());
		await workIn(call, [pledge.campaignId]);
		await requireSeen(seen, () => markOfPledge(pledge, party));
		// The hash is made from what is stored now, not from what was stored with it: a text changed behind our back is not signed.
		if (hashOf(pledge, parties) !== pledge.textSha256) throw new Conflict(() => m.pledges_conflict_textChanged());

		const signer = await findSigner(call);
		const hash = signedHash(pledge, party);
		await saveSignature(call, id, unitId, { ...signer, sha256: hash });
		// Asked anew: another party that is continued by the same unit has fallen out by this signature.
		if (isFullySigned(pledge, await listParties(call, id))) await saveState(call, id, 'signed');
		await recordAct(call, {
			id: stableId('pledge', id, unitId, 'pledgeSigned'),
			unitId: party.keeperId,
			campaignId: pledge.campaignId,
			metric: 'pledgeSigned',
			source: 'pledge',
			payload: { pledgeId: id },
		});
		await record(call, 'pledge.signed', {
			unitId: party.keeperId,
			subject: id,
			payload: { campaignId: pledge.campaignId, sha256: hash },
		});
	});

/** What a head reads and signs: the agreed text, and what the own unit adds. */
export const markOfPledge = (pledge: Pick<Pledge, 'textSha256'>, party: Pick<Party, 'addendum'>): string =>
	markOf(pledge.textSha256, party.addendum);

/** A latecomer signs the text and what it adds, under one hash. */
const signedHash = (pledge: Pledge, party: Party): string =>
	party.addendum === null
		? pledge.textSha256!
		: sha256(
				canonicalJson({ kind: 'addendum', pledge: pledge.textSha256, unitId: party.unitId, addendum: party.addendum }),
			);
