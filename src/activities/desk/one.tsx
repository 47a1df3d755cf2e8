import { listCampaigns } from '#campaigns';
import { lineOf } from '#organisation';
import {
	allow,
	anId,
	found,
	seeOther,
	type Call,
	type Desk,
	type FormState,
	type ShowView,
	type View,
} from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	EmptyState,
	ErrorSummary,
	Facts,
	Hint,
	LinkButton,
	Notice,
	Part,
	Table,
	TextField,
	typed,
	type Column,
} from '#ui';
import { formatDate, formatDateTime, formatNumber, m } from '#words';
import type { Activity } from '../activity.ts';
import { cancelForm } from '../activity.form.ts';
import { mayKeep, mayPublish } from '../activity.policy.ts';
import { countAttendance, findActivity, listParticipants, type AttendanceCount } from '../activity.store.ts';
import { listExpected, type ListedMember } from '../attendance.store.ts';
import { cancelActivity } from '../cancel-activity.ts';
import {
	activitiesPath,
	activityPath,
	cancellingPath,
	documentPath,
	givingPath,
	holdingPath,
	publishingPath,
	replanningPath,
} from '../paths.ts';
import { markOfActivity, publishActivity } from '../publish-activity.ts';
import { EventState, kindWord } from '../state-words.tsx';
import { listDocuments } from '../study.store.ts';

/** One event: facts, attendance, documents, and what may be done. */
export function one(desk: Desk): void {
	const show: ShowView = async (call, request) => page(call, found(await findActivity(call, request.param('id'))));
	desk.get(activityPath(anId()), show);

	desk.form(cancellingPath(anId()), {
		schema: cancelForm,
		show: async (call, request, state) => cancelPage(call, found(await findActivity(call, request.param('id'))), state),
		async accept(call, request, { reason }) {
			await cancelActivity(call, request.param('id'), reason);
			return seeOther(activityPath(request.param('id')), 'activities_notice_cancelled');
		},
	});

	desk.post(
		publishingPath(anId()),
		async (call, request) => {
			await publishActivity(call, request.param('id'), await request.seen());
			return seeOther(activityPath(request.param('id')), 'activities_notice_published');
		},
		show,
	);
}

async function page(call: Call, event: Activity): Promise<View> {
	const line = await lineOf(call, event.keeperId);
	const keeps = mayKeep(call.actor, line) && event.state !== 'cancelled';
	const participants = await listParticipants(call, event.id);
	const campaigns = (await listCampaigns(call)).filter(({ id }) => event.campaignIds.includes(id));
	const attendance = await countAttendance(call, event.id);
	const listed = event.state === 'held' ? await listExpected(call, event) : [];
	const documents = await listDocuments(call, { activityId: event.id });
	return {
		title: event.title,
		lead: `${kindWord(event.kind)} · ${event.unitName}`,
		state: <EventState state={event.state} />,
		crumbs: [{ href: activitiesPath, label: m.activities_title() }],
		action:
			keeps && event.takesPlaceOn <= call.today ? (
				<LinkButton href={holdingPath(event.id)}>
					{event.state === 'held' ? m.activities_hold_again() : m.activities_hold()}
				</LinkButton>
			) : undefined,
		body: (
			<>
				{event.cancelReason && <Notice kind="warning" title={m.activities_cancelled({ reason: event.cancelReason })} />}
				<Facts
					rows={[
						[
							m.activities_day(),
							[formatDate(event.takesPlaceOn), event.begins, event.ends && `– ${event.ends}`].filter(Boolean).join(' '),
						],
						[m.activities_place(), event.place],
						[m.activities_chair(), event.chair],
						[m.activities_campaigns(), campaigns.map((campaign) => campaign.title).join('; ')],
						...(participants.length > 0
							? ([[m.activities_participants(), participants.map((unit) => unit.name).join('; ')]] as [
									string,
									string,
								][])
							: []),
						...(event.state === 'held' ? attendanceFacts(event, attendance) : []),
						...(event.publishedAt
							? ([[m.activities_published(), formatDateTime(event.publishedAt)]] as [string, string][])
							: []),
					]}
				/>
				<Buttons>
					{keeps && event.state === 'planned' && (
						<LinkButton href={replanningPath(event.id)} weight="plain">
							{m.activities_replan()}
						</LinkButton>
					)}
					{keeps && (
						<LinkButton href={cancellingPath(event.id)} weight="quiet">
							{m.activities_cancel()}
						</LinkButton>
					)}
				</Buttons>
				{event.state !== 'cancelled' && !event.publishedAt && mayPublish(call.actor, event, line) && (
					<ActionForm action={publishingPath(event.id)} guarded={false} seen={markOfActivity(event)}>
						<Button weight="plain">{m.activities_publish_do()}</Button>
					</ActionForm>
				)}
				{event.programme && (
					<Part title={m.activities_programme()}>
						<p class="whitespace-pre-line">{event.programme}</p>
					</Part>
				)}
				{event.result && (
					<Part title={m.activities_result()}>
						<p class="whitespace-pre-line">{event.result}</p>
					</Part>
				)}
				<Part
					title={m.activities_documents()}
					action={
						keeps && (
							<LinkButton href={`${givingPath}?su-kien=${event.id}`} weight="quiet">
								{m.activities_document_new()}
							</LinkButton>
						)
					}
				>
					{documents.length === 0 ? (
						<p class="muted">{m.activities_documents_none()}</p>
					) : (
						<ul>
							{documents.map((document) => (
								<li>
									<a href={documentPath(document.id)}>{document.title}</a>
								</li>
							))}
						</ul>
					)}
				</Part>
				{listed.length > 0 && (
					<Part title={m.activities_list()}>
						{!attendance.whole && <Hint>{m.activities_list_part()}</Hint>}
						<Table
							caption={m.activities_list()}
							columns={listColumns()}
							rows={listed}
							empty={<EmptyState title={m.activities_list_none()} />}
						/>
					</Part>
				)}
			</>
		),
	};
}

const attendanceFacts = (event: Activity, { listed, present, whole }: AttendanceCount): [string, string][] => [
	...(whole || event.counted > 0
		? ([
				[
					m.activities_attendance(),
					m.activities_attendance_of({
						present: formatNumber(present + event.counted),
						expected: formatNumber(listed + event.counted),
					}),
				],
			] as [string, string][])
		: []),
	...(event.guests > 0 ? ([[m.activities_guests(), formatNumber(event.guests)]] as [string, string][]) : []),
];

const listColumns = (): Column<ListedMember>[] => [
	{ key: 'name', title: m.activities_member(), cell: (row) => row.fullName },
	{ key: 'unit', title: m.activities_unit(), cell: (row) => row.unitName },
	{
		key: 'present',
		title: m.activities_present(),
		cell: (row) =>
			row.present
				? m.activities_present_yes()
				: m.activities_present_no({ reason: row.absenceReason || m.activities_reason_none() }),
	},
];

async function cancelPage(call: Call, event: Activity, { values, errors, problem }: FormState): Promise<View> {
	allow(mayKeep(call.actor, await lineOf(call, event.keeperId)));
	const field = typed(values, errors);
	return {
		title: m.activities_cancel_title({ title: event.title }),
		lead: event.state === 'held' ? m.activities_cancel_held() : undefined,
		crumbs: [
			{ href: activitiesPath, label: m.activities_title() },
			{ href: activityPath(event.id), label: event.title },
		],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={cancellingPath(event.id)}>
					<TextField {...field('reason')} label={m.activities_cancel_reason()} maxlength={500} />
					<Buttons>
						<Button weight="danger">{m.activities_cancel_do()}</Button>
						<LinkButton href={activityPath(event.id)} weight="quiet">
							{m.ui_cancel()}
						</LinkButton>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
