import type { Call, Desk, View } from '#platform';
import { Hint, LinkButton, Notice, Part, Table } from '#ui';
import { formatDate, formatDateTime, m } from '#words';
import { kinds } from '../../feedback.ts';
import { kindWord } from '../../words.ts';
import {
	listCalendars,
	listNamedDays,
	listProfiles,
	type CalendarVersion,
	type DatedProfile,
	type NamedDay,
} from '../rules.store.ts';
import { runsOut } from '../calendar-ends.ts';
import { oversightPath } from '../../custody/paths.ts';
import { administersWhole } from '../../administers-whole.ts';
import { calendarPath, clockPath, profilePath } from './paths.ts';

/** Which deadlines hold, since when, by which law; and which days are worked. */
export const rules = (desk: Desk): void => desk.get(clockPath, async (call) => rulesPage(call));

async function rulesPage(call: Call): Promise<View> {
	const profiles = await listProfiles(call);
	const calendars = await listCalendars(call);
	const days = await listNamedDays(call, calendars[0]!.version);
	const may = await administersWhole(call);
	return {
		title: m.feedback_clock_title(),
		lead: m.feedback_clock_lead(),
		action: (
			<LinkButton href={oversightPath} weight="plain">
				{m.feedback_oversight_title()}
			</LinkButton>
		),
		body: (
			<>
				{!may && <Notice kind="info" title={m.feedback_clock_onlyRoot()} />}
				{kinds.map((kind) => (
					<Part title={kindWord(kind)}>
						<Profiles
							kind={kindWord(kind)}
							profiles={profiles.filter((profile) => profile.kind === kind)}
							today={call.today}
						/>
						{may && (
							<LinkButton href={profilePath(kind)} weight="plain">
								{m.feedback_clock_newVersion()}
							</LinkButton>
						)}
					</Part>
				))}
				<Part title={m.feedback_clock_calendar()}>
					{runsOut(calendars[0]!, call.today) ? (
						<Notice kind="warning" title={m.feedback_clock_runsOut({ year: String(calendars[0]!.toYear) })} />
					) : (
						<Hint>{m.feedback_clock_beyond({ year: String(calendars[0]!.toYear) })}</Hint>
					)}
					<Versions calendars={calendars} />
					{may && (
						<LinkButton href={calendarPath} weight="plain">
							{m.feedback_clock_newCalendar()}
						</LinkButton>
					)}
					<Days days={days.filter(({ day }) => day >= `${call.today.slice(0, 4)}-01-01`)} />
				</Part>
			</>
		),
	};
}

const counted = (days: number, working: boolean): string =>
	working ? m.feedback_clock_workingDays({ days: String(days) }) : m.feedback_clock_days({ days: String(days) });

const Profiles = ({ kind, profiles, today }: { kind: string; profiles: DatedProfile[]; today: string }) => (
	<Table
		caption={m.feedback_clock_profiles({ kind })}
		rows={profiles}
		columns={[
			{
				key: 'valid',
				title: m.feedback_clock_valid(),
				cell: ({ from, until }) =>
					`${formatDate(from)} – ${until ? formatDate(until) : m.feedback_clock_open()}${from <= today && (!until || until > today) ? ` · ${m.feedback_clock_now()}` : ''}`,
			},
			{
				key: 'look',
				title: m.feedback_clock_firstLook(),
				cell: ({ firstLookHours }) => m.feedback_clock_hours({ hours: String(firstLookHours) }),
			},
			{
				key: 'accept',
				title: m.feedback_clock_accept(),
				cell: ({ acceptDays, acceptCountsWorking }) =>
					acceptDays === null ? '–' : counted(acceptDays, acceptCountsWorking),
			},
			{
				key: 'settle',
				title: m.feedback_clock_settle(),
				cell: ({ settleDays, settleCountsWorking }) => counted(settleDays, settleCountsWorking),
			},
			{
				key: 'extend',
				title: m.feedback_clock_extend(),
				cell: ({ extensionDays, mostExtensions }) =>
					mostExtensions === 0 ? '–' : `${mostExtensions} × ${extensionDays}`,
			},
			{
				key: 'suspend',
				title: m.feedback_clock_suspendDays(),
				cell: ({ suspendDays }) => (suspendDays === null ? '–' : String(suspendDays)),
			},
			{ key: 'basis', title: m.feedback_clock_basis(), cell: ({ basis }) => basis },
		]}
	/>
);

const Versions = ({ calendars }: { calendars: CalendarVersion[] }) => (
	<Table
		caption={m.feedback_clock_versions()}
		rows={calendars}
		columns={[
			{ key: 'version', title: m.feedback_clock_version(), cell: ({ version }) => String(version) },
			{ key: 'years', title: m.feedback_clock_years(), cell: ({ fromYear, toYear }) => `${fromYear}–${toYear}` },
			{ key: 'made', title: m.feedback_clock_made(), cell: ({ madeAt }) => formatDateTime(madeAt) },
			{ key: 'basis', title: m.feedback_clock_basis(), cell: ({ decidedBy }) => decidedBy },
		]}
	/>
);

const Days = ({ days }: { days: NamedDay[] }) => (
	<Table
		caption={m.feedback_clock_namedDays()}
		rows={days}
		columns={[
			{ key: 'day', title: m.feedback_clock_day(), cell: ({ day }) => formatDate(day) },
			{
				key: 'working',
				title: m.feedback_clock_kindOfDay(),
				cell: ({ working }) => (working ? m.feedback_clock_worked() : m.feedback_clock_free()),
			},
			{
				key: 'name',
				title: m.feedback_clock_name(),
				cell: ({ name, confirmed }) => (confirmed ? name : `${name} (${m.feedback_clock_unconfirmed()})`),
			},
		]}
	/>
);
