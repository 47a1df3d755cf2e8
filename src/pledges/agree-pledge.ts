import { sha256 } from '#campaigns';
import { canonicalJson } from '#ledger';
import { allow, Conflict, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { blockOf } from './open-block.ts';
import { after, isBound, missingFrom, type Party, type Pledge } from './pledge.ts';
import { mayPrepare } from './pledge.policy.ts';
import { listParties, lockPledge, saveAgreement } from './pledge.store.ts';

/** The parties agree on the text: it is fixed with its hash, and their heads may sign. */
export const agreePledge = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const { pledge, parties, nodeId } = await lockToPrepare(call, id);
		if (after(pledge.state, 'agree') === undefined) throw new Conflict(() => m.pledges_conflict_notDraft());
		if (missingFrom(pledge.content, parties).length > 0) throw new Invalid(() => m.pledges_error_incomplete());

		await saveAgreement(call, id, 'agreed', hashOf(pledge, parties));
		await record(call, 'pledge.agreed', { unitId: nodeId, subject: id, payload: { campaignId: pledge.campaignId } });
	});

/** Opens an agreed text again, as long as nobody has signed it. */
export const reopenPledge = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const { pledge, parties, nodeId } = await lockToPrepare(call, id);
		if (after(pledge.state, 'reopen') === undefined || isBound(parties))
			throw new Conflict(() => m.pledges_conflict_bound());

		await saveAgreement(call, id, 'draft', null);
		await record(call, 'pledge.reopened', { unitId: nodeId, subject: id, payload: { campaignId: pledge.campaignId } });
	});

/** SHA-256 of what is signed: the canonical JSON of title, text and founding parties. */
export const hashOf = (pledge: Pledge, parties: readonly Party[]): string =>
	sha256(canonicalJson(signedText(pledge, parties)));

/** The same as data: what a printed page shows and a stranger can hash again. */
export const signedText = (pledge: Pledge, parties: readonly Party[]) => ({
	kind: 'pledge',
	id: pledge.id,
	campaignId: pledge.campaignId,
	year: pledge.year,
	title: pledge.title,
	content: pledge.content,
	parties: parties
		.filter((party) => party.joined === 'founding')
		.map((party) => party.unitId)
		.sort((a, b) => a - b),
});

/** A pledge, for whoever prepares those of its block. */
export async function lockToPrepare(call: Call, id: string) {
	const pledge = found(await lockPledge(call, id));
	const block = await blockOf(call, pledge.blockId);
	allow(mayPrepare(call.actor, block));
	return { pledge, parties: await listParties(call, id), nodeId: block.nodeId };
}
