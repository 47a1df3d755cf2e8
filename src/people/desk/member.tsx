import { lineOf } from '#organisation';
import { anId, found, seeOther, type Desk } from '#platform';
import { ActionForm, Button, Buttons, Facts, LinkButton, Part, State, Table } from '#ui';
import { formatDate, m } from '#words';
import { endExemption } from '../exempt-member.ts';
import { mayDecideOn, mayKeepMembers } from '../people.policy.ts';
import { findMember, listExemptions, listPostings, type Exemption, type Posting } from '../people.store.ts';
import { correctingPath, exemptingPath, leavingPath, memberPath, membersPath, postingPath } from './paths.ts';

/** One member: where they serve and served, and when they were not asked. */
export function member(desk: Desk): void {
	desk.get(memberPath(anId()), async (call, request) => {
		const person = found(await findMember(call, request.param('id')));
		const postings = await listPostings(call, person.id);
		const now = postings.find(({ from, until }) => from <= call.today && (until === null || until > call.today));
		const unitId = now?.livingUnitId ?? person.leftUnitId;
		const line = unitId === null ? [] : await lineOf(call, unitId);
		const keeps = mayKeepMembers(call.actor, line);
		const decides = mayDecideOn(call.actor, person.id, line);
		return {
			title: person.fullName,
			state: <State kind={now ? 'running' : 'stopped'}>{now ? m.people_state_serving() : m.people_state_left()}</State>,
			crumbs: [{ href: membersPath, label: m.people_title() }],
			action: decides ? <LinkButton href={postingPath(person.id)}>{m.people_post()}</LinkButton> : undefined,
			body: (
				<>
					<Facts
						rows={[
							[m.people_number(), person.number],
							[m.people_rank(), person.rank],
							[m.people_email(), person.email],
							[m.people_unit(), now?.unitName],
							[m.people_position(), now?.position],
						]}
					/>
					{keeps && (
						<Buttons>
							<LinkButton href={correctingPath(person.id)} weight="plain">
								{m.people_correct()}
							</LinkButton>
							{now && decides && (
								<LinkButton href={leavingPath(person.id)} weight="quiet">
									{m.people_leave()}
								</LinkButton>
							)}
						</Buttons>
					)}
					<Postings rows={postings} />
					<Exemptions
						memberId={person.id}
						rows={await listExemptions(call, person.id)}
						today={call.today}
						keeps={now !== undefined && decides}
					/>
				</>
			),
		};
	});

	desk.post(`${exemptingPath(anId())}/${anId('exemption')}/thoi`, async (call, request) => {
		await endExemption(call, request.param('id'), request.param('exemption'), call.today);
		return seeOther(memberPath(request.param('id')), 'people_exemption_ended');
	});
}

const Postings = ({ rows }: { rows: Posting[] }) => (
	<Part title={m.people_postings()}>
		<Table
			caption={m.people_postings()}
			rows={rows}
			columns={[
				{ key: 'unit', title: m.people_unit(), cell: (row) => row.unitName },
				{ key: 'position', title: m.people_position(), cell: (row) => row.position },
				{ key: 'from', title: m.people_from(), cell: (row) => formatDate(row.from) },
				{ key: 'until', title: m.people_until(), cell: (row) => formatDate(row.until) },
			]}
		/>
	</Part>
);

const Exemptions = (props: { memberId: string; rows: Exemption[]; today: string; keeps: boolean }) => (
	<Part
		title={m.people_exemptions()}
		action={
			props.keeps ? (
				<LinkButton href={exemptingPath(props.memberId)} weight="plain">
					{m.people_exempt_do()}
				</LinkButton>
			) : undefined
		}
	>
		<Table
			caption={m.people_exemptions()}
			rows={props.rows}
			empty={<p>{m.people_exemptions_none()}</p>}
			columns={[
				{ key: 'reason', title: m.people_reason(), cell: (row) => row.reason },
				{ key: 'from', title: m.people_from(), cell: (row) => formatDate(row.from) },
				{ key: 'until', title: m.people_until(), cell: (row) => formatDate(row.until) },
				{
					key: 'end',
					title: m.people_exempt_end(),
					cell: (row) =>
						props.keeps && row.from < props.today && (row.until === null || row.until > props.today) ? (
							<ActionForm action={`${exemptingPath(props.memberId)}/${row.id}/thoi`} guarded={false}>
								<Button weight="plain">{m.people_exempt_end()}</Button>
							</ActionForm>
						) : (
							''
						),
				},
			]}
		/>
	</Part>
);
