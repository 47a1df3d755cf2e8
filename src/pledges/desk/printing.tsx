import { unitNamed } from '#activities';
import { anId, found, type Desk } from '#platform';
import { PrintDocument } from '#ui';
import { formatDateTime, m } from '#words';
import { findBlock } from '../block.store.ts';
import { pledgePath, printPath } from '../paths.ts';
import { findPledge, listParties } from '../pledge.store.ts';
import type { Party } from '../pledge.ts';
import { listReviews } from '../review.store.ts';
import { AddendumBody, PledgeBody } from './pledge-text.tsx';
import { Reviews } from './reviews.tsx';

/** A pledge on A4, with the signatures of all parties and the hash of what they signed. */
export function printing(desk: Desk): void {
	desk.get(printPath(anId()), async (call, request) => {
		const pledge = found(await findPledge(call, request.param('id')));
		const block = found(await findBlock(call, pledge.blockId));
		const parties = await listParties(call, pledge.id);
		const reviews = await listReviews(call, pledge.id);
		const superior = await unitNamed(call, block.nodeId);
		return {
			paper: ({ illustration }) => (
				<PrintDocument
					illustration={illustration}
					superior={superior}
					issuer={block.name}
					date={pledge.signedOn ?? undefined}
					kind={m.pledges_kind()}
					subject={pledge.title}
					back={pledgePath(pledge.id)}
					signatures={parties.filter(({ fallenOut }) => !fallenOut).map(signatureOf)}
				>
					<PledgeBody content={pledge.content} parties={parties} heading="h2" />
					{parties.map((party) => party.addendum && <AddendumBody party={party} addendum={party.addendum} />)}
					<Reviews reviews={reviews} parties={parties} />
					<p class="muted">
						{m.pledges_sign_worth()} {pledge.textSha256 && m.pledges_hash({ hash: pledge.textSha256 })}
					</p>
				</PrintDocument>
			),
		};
	});
}

const signatureOf = (party: Party) => ({
	body: party.unitName,
	position: party.signerPosition || m.pledges_head(),
	name: party.signerName ?? undefined,
	signedOn: party.signedAt ? m.pledges_signed_at({ time: formatDateTime(party.signedAt) }) : undefined,
});
