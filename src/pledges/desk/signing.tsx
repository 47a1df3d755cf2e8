import { requireElevation } from '#access';
import { allow, anId, aNumber, found, numberIn, seeOther, type Desk, type ShowView } from '#platform';
import { Confirmation, Hint } from '#ui';
import { m } from '#words';
import { pledgePath, pledgesPath, signingPath } from '../paths.ts';
import { maySign } from '../pledge.policy.ts';
import { findPledge, listParties } from '../pledge.store.ts';
import { markOfPledge, signPledge } from '../sign-pledge.ts';
import { AddendumBody, PledgeBody } from './pledge-text.tsx';

/** The head reads the whole text once more, is told what the signature is worth, and signs for the own unit. */
export function signing(desk: Desk): void {
	const path = signingPath(anId(), aNumber('unit'));

	const show: ShowView = async (call, request) => {
		const pledge = found(await findPledge(call, request.param('id')));
		const parties = await listParties(call, pledge.id);
		const party = found(parties.find((each) => each.unitId === numberIn(request.param('unit'))));
		allow(maySign(call.actor, party));
		requireElevation(call);
		return {
			title: m.pledges_sign_title({ unit: party.unitName }),
			lead: pledge.title,
			crumbs: [
				{ href: pledgesPath, label: m.pledges_title() },
				{ href: pledgePath(pledge.id), label: pledge.title },
			],
			body: (
				<>
					<PledgeBody content={pledge.content} parties={parties} />
					{party.addendum && <AddendumBody party={party} addendum={party.addendum} />}
					<Confirmation
						action={signingPath(pledge.id, party.unitId)}
						confirm={m.pledges_sign_do({ unit: party.unitName })}
						back={pledgePath(pledge.id)}
						seen={markOfPledge(pledge, party)}
					>
						<p>{m.pledges_sign_what()}</p>
						<Hint>{m.pledges_sign_worth()}</Hint>
					</Confirmation>
				</>
			),
		};
	};

	desk.get(path, show);
	desk.post(
		path,
		async (call, request) => {
			await signPledge(call, request.param('id'), numberIn(request.param('unit')), await request.seen());
			return seeOther(pledgePath(request.param('id')), 'pledges_notice_signed');
		},
		show,
	);
}
