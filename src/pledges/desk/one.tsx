import { activityPath } from '#activities';
import { anId, aNumber, found, seeOther, type Call, type Desk, type View } from '#platform';
import { ActionForm, Button, Buttons, Facts, LinkButton, Notice, Part, State, Table, type Column } from '#ui';
import { formatDate, formatDateTime, formatNumber, m } from '#words';
import { agreePledge, reopenPledge } from '../agree-pledge.ts';
import { completeSigning } from '../complete-signing.ts';
import { dropLatecomer } from '../join-pledge.ts';
import { blockOf } from '../open-block.ts';
import {
	addendumPath,
	agreementPath,
	blockPath,
	cancellationPath,
	completionPath,
	droppingPath,
	editingPath,
	pledgePath,
	pledgesPath,
	printPath,
	reopeningPath,
	reviewPath,
	signingPath,
} from '../paths.ts';
import { mayArrange, mayPrepare, mayReview, maySign } from '../pledge.policy.ts';
import { findPledge, listParties } from '../pledge.store.ts';
import {
	after,
	isAwaited,
	isBound,
	isFullySigned,
	missingFrom,
	reviewMoves,
	takesLatecomers,
	type Party,
	type Pledge,
} from '../pledge.ts';
import { listReviews } from '../review.store.ts';
import { StateOfPledge } from '../state-words.tsx';
import { AddendumBody, PledgeBody } from './pledge-text.tsx';
import { reviewWord } from './reviewing.tsx';
import { Reviews } from './reviews.tsx';

/** One pledge: its text, its parties, and the one thing to do next. */
export function one(desk: Desk): void {
	desk.get(pledgePath(anId()), async (call, request) => page(call, found(await findPledge(call, request.param('id')))));

	desk.post(agreementPath(anId()), async (call, request) => {
		await agreePledge(call, request.param('id'));
		return seeOther(pledgePath(request.param('id')), 'pledges_notice_agreed');
	});
	desk.post(reopeningPath(anId()), async (call, request) => {
		await reopenPledge(call, request.param('id'));
		return seeOther(pledgePath(request.param('id')), 'pledges_notice_reopened');
	});
	desk.post(completionPath(anId()), async (call, request) => {
		await completeSigning(call, request.param('id'));
		return seeOther(pledgePath(request.param('id')), 'pledges_notice_completed');
	});
	desk.post(droppingPath(anId(), aNumber('unit')), async (call, request) => {
		await dropLatecomer(call, request.param('id'), Number(request.param('unit')));
		return seeOther(pledgePath(request.param('id')), 'pledges_notice_dropped');
	});
}

async function page(call: Call, pledge: Pledge): Promise<View> {
	const parties = await listParties(call, pledge.id);
	const block = await blockOf(call, pledge.blockId);
	const prepares = mayPrepare(call.actor, block);
	const reviews = await listReviews(call, pledge.id);
	const scoredBy = reviews.find(({ stage }) => stage === 'scored')?.enteredBy;
	const next = reviewMoves.filter(
		(move) => after(pledge.state, move) && mayReview(call.actor, block, { move, scoredBy }),
	);
	const mine = parties.find((party) => isAwaited(pledge, party) && maySign(call.actor, party));
	const signed = parties.filter((party) => party.signedAt !== null).length;
	return {
		title: pledge.title,
		lead: m.pledges_signatures_of({ signed: formatNumber(signed), parties: formatNumber(parties.length) }),
		state: <StateOfPledge state={pledge.state} />,
		crumbs: [
			{ href: pledgesPath, label: m.pledges_title() },
			{ href: blockPath(block.id), label: block.name },
		],
		action: mine && (
			<LinkButton href={signingPath(pledge.id, mine.unitId)}>{m.pledges_sign({ unit: mine.unitName })}</LinkButton>
		),
		body: (
			<>
				<Facts
					rows={[
						[m.pledges_campaign(), pledge.campaignTitle],
						[m.pledges_year(), String(pledge.year)],
						...(pledge.activityId
							? ([
									[m.pledges_ceremony(), <a href={activityPath(pledge.activityId)}>{m.pledges_ceremony_open()}</a>],
								] satisfies Row[])
							: []),
						...(pledge.signedOn ? ([[m.pledges_signedOn(), formatDate(pledge.signedOn)]] as [string, string][]) : []),
					]}
				/>
				{pledge.cancelReason !== null && (
					<Notice kind="info" title={m.pledges_cancelled({ reason: pledge.cancelReason })} />
				)}
				{prepares && <Preparing pledge={pledge} parties={parties} />}
				{pledge.state !== 'draft' && (
					<Buttons>
						{next.map((move) => (
							<LinkButton href={reviewPath(pledge.id, move)} weight="plain">
								{reviewWord(move)}
							</LinkButton>
						))}
						<LinkButton href={printPath(pledge.id)} weight="plain">
							{m.pledges_print()}
						</LinkButton>
					</Buttons>
				)}
				{after(pledge.state, 'cancel') && mayArrange(call.actor, block) && (
					<Buttons>
						<LinkButton href={cancellationPath(pledge.id)} weight="quiet">
							{m.pledges_cancel()}
						</LinkButton>
					</Buttons>
				)}
				<Part title={m.pledges_parties()}>
					<Table caption={m.pledges_parties()} columns={partyColumns(pledge)} rows={parties} />
				</Part>
				<Reviews reviews={reviews} parties={parties} />
				<Part title={m.pledges_text()}>
					<PledgeBody content={pledge.content} parties={parties} />
					{parties.map((party) => party.addendum && <AddendumBody party={party} addendum={party.addendum} />)}
				</Part>
			</>
		),
	};
}

type Row = Parameters<typeof Facts>[0]['rows'][number];

/** What the block's lead, its deputy and the unit above may do next; what is missing is said instead. */
const Preparing = ({ pledge, parties }: { pledge: Pledge; parties: Party[] }) => {
	const missing = missingFrom(pledge.content, parties);
	return (
		<Buttons>
			{pledge.state === 'draft' && (
				<LinkButton href={editingPath(pledge.id)} weight="plain">
					{m.pledges_edit()}
				</LinkButton>
			)}
			{pledge.state === 'draft' && missing.length > 0 && <Notice kind="info" title={m.pledges_error_incomplete()} />}
			{after(pledge.state, 'agree') && missing.length === 0 && (
				<ActionForm action={agreementPath(pledge.id)} guarded={false}>
					<Button>{m.pledges_agree_do()}</Button>
				</ActionForm>
			)}
			{after(pledge.state, 'reopen') && !isBound(parties) && (
				<ActionForm action={reopeningPath(pledge.id)} guarded={false}>
					<Button weight="quiet">{m.pledges_reopen_do()}</Button>
				</ActionForm>
			)}
			{isFullySigned(pledge, parties) && (
				<ActionForm action={completionPath(pledge.id)} guarded={false}>
					<Button>{m.pledges_complete_do()}</Button>
				</ActionForm>
			)}
			{takesLatecomers(pledge) && (
				<LinkButton href={addendumPath(pledge.id)} weight="plain">
					{m.pledges_addendum_new()}
				</LinkButton>
			)}
			{parties
				.filter(({ joined, signedAt }) => joined === 'addendum' && signedAt === null)
				.map(({ unitId, unitName }) => (
					<ActionForm action={droppingPath(pledge.id, unitId)} guarded={false}>
						<Button weight="quiet">{m.pledges_addendum_drop({ unit: unitName })}</Button>
					</ActionForm>
				))}
		</Buttons>
	);
};

const partyColumns = (pledge: Pledge): Column<Party>[] => [
	{
		key: 'unit',
		title: m.pledges_party(),
		cell: (party) => (party.joined === 'addendum' ? m.pledges_party_later({ unit: party.unitName }) : party.unitName),
	},
	{
		key: 'state',
		title: m.pledges_signature(),
		cell: (party) => {
			if (party.signedAt)
				return <State kind="done">{m.pledges_signed_at({ time: formatDateTime(party.signedAt) })}</State>;
			if (party.fallenOut) return <State kind="open">{m.pledges_signed_fallenOut()}</State>;
			return isAwaited(pledge, party) ? (
				<State kind="soon">{m.pledges_signed_awaited()}</State>
			) : (
				<State kind="open">{m.pledges_signed_not()}</State>
			);
		},
	},
	{
		key: 'signer',
		title: m.pledges_signer(),
		cell: (party) => [party.signerName, party.signerPosition].filter(Boolean).join(', '),
	},
];
