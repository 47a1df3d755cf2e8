import { randomUUID } from 'node:crypto';
import type { Day } from '#words';
import type { Draw } from '../../../src/organisation/testing/random-document.ts';
import { toRange, type Span } from '../../../src/organisation/tree/span.ts';

/** A row as it goes into its table; spans are written as PostgreSQL writes them. */
export type Row = Readonly<Record<string, unknown>>;

/** What stands in the tables of people, papers and events, by chance. Parents first, as foreign keys want it. */
export type World = ReturnType<typeof randomWorld>;
export type Table = keyof World;

export const roles = [
	'unitHead',
	'focalOfficer',
	'committeeMember',
	'editor',
	'approver',
	'feedbackDesk',
	'custodian',
	'inspector',
	'auditor',
	'administrator',
	'member',
] as const;

/** When each campaign is; states are chosen so that all of them occur. */
const campaignStates = ['draft', 'draft', 'issued', 'running', 'closed'] as const;
const planStates = ['draft', 'inReview', 'signed', 'issued', 'issued', 'issued'] as const;
const paperStates = ['exempt', 'notStarted', 'draft', 'submitted', 'returned', 'confirmed'] as const;

/** @param units what there is of units, ended and coming ones among them @param day a day so many days from today */
export function randomWorld(draw: Draw, units: readonly number[], day: (offset: number) => Day) {
	const oneOf = <T>(list: readonly T[]): T => list[draw(list.length - 1)]!;
	const chance = (percent: number) => draw(99) < percent;
	const maybe = <T>(percent: number, value: () => T): T | null => (chance(percent) ? value() : null);
	const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
	const unit = () => oneOf(units);
	/** Mostly now, some over, some yet to come; their ends fall on today and around it. */
	const span = (): Span => {
		const from = day(oneOf([-400, -400, -200, -30, -1, 0, 1, 30]));
		return { from, to: oneOf(['infinity', 'infinity', day(-1), day(0), day(1), day(100)].filter((to) => to > from)) };
	};
	const once = <T>(rows: readonly T[], key: (row: T) => string): T[] => [
		...new Map(rows.map((row) => [key(row), row])).values(),
	];

	const members = many(30, (at) => ({
		id: randomUUID(),
		number: `M${at}`,
		fullName: `${oneOf(['Nguyễn', 'Trần'])} ${oneOf(['An', 'Đức', 'Hoà', 'Ngọc'])}`,
		leftUnitId: maybe(10, unit),
	}));
	const member = () => oneOf(members).id;
	const accounts = many(34, (at) => ({
		id: randomUUID(),
		userName: `user${at}`,
		displayName: `User ${at}`,
		memberId: at < 26 ? members[at]!.id : null,
		createdBy: null as string | null,
	})).map((row, at, all) => ({ ...row, createdBy: at > 20 ? all[draw(20)]!.id : null }));
	const account = () => oneOf(accounts).id;
	const files = many(16, (at) => ({
		id: randomUUID(),
		sha256: 'a'.repeat(64),
		size: 1,
		mediaType: 'application/pdf',
		name: `f${at}`,
		uploadedBy: maybe(70, account),
	}));
	const file = () => oneOf(files).id;

	const campaigns = many(8, (at) => ({
		id: at + 1,
		slug: `c${at}`,
		unitId: unit(),
		title: `C${at}`,
		startsOn: day(-300),
		endsOn: day(300),
		state: oneOf(campaignStates),
	}));
	const campaign = () => oneOf(campaigns).id;
	const plans = once(
		many(30, () => ({ id: randomUUID(), campaignId: campaign(), unitId: unit(), state: oneOf(planStates) })),
		(row) => `${row.campaignId} ${row.unitId}`,
	);
	const tasks = many(30, (at) => ({ id: randomUUID(), planId: oneOf(plans).id, position: at + 1 }));
	const activities = many(20, (at) => ({
		id: randomUUID(),
		unitId: unit(),
		kind: 'studySession',
		title: `E${at}`,
		takesPlaceOn: day(-draw(90)),
	}));
	const activity = () => oneOf(activities).id;
	const documents = many(10, (at) => ({
		id: randomUUID(),
		unitId: unit(),
		campaignId: campaign(),
		kind: 'directive',
		title: `D${at}`,
		fileId: file(),
	}));
	const blocks = many(8, (at) => ({
		id: randomUUID(),
		unitId: unit(),
		year: 2025,
		name: `B${at}`,
		leadUnitId: unit(),
	}));
	const pledges = once(
		many(10, (at) => ({
			id: randomUUID(),
			blockId: oneOf(blocks).id,
			campaignId: campaign(),
			title: `P${at}`,
			content: {},
		})),
		(row) => `${row.blockId} ${row.campaignId}`,
	);
	const issues = once(
		many(6, () => ({
			id: randomUUID(),
			campaignId: campaign(),
			unitId: unit(),
			year: 2025,
			referenceOn: day(-100),
			dueOn: day(30),
			title: 'I',
			areas: [{ title: 'A', hint: '' }],
		})),
		(row) => `${row.campaignId} ${row.unitId}`,
	);
	const papers = once(
		many(40, () => paper(oneOf(issues), member(), oneOf(paperStates))),
		(row) => `${row.memberId} ${row.campaignId}`,
	);

	function paper(issue: (typeof issues)[number], memberId: string, state: (typeof paperStates)[number]) {
		const sent = state === 'submitted' || state === 'returned' || state === 'confirmed';
		return {
			id: randomUUID(),
			issueId: issue.id,
			campaignId: issue.campaignId,
			year: issue.year,
			memberId,
			state,
			unitId: unit(),
			countedOn: '2016-01-01',
			issuedUnitId: unit(), // A draft may have lain before a commander already.
			confirmingUnitId: sent || state === 'draft' ? unit() : null,
			exemptReason: state === 'exempt' ? 'Nghỉ ốm' : null,
			signedOn: sent ? day(-5) : null,
			submittedBy: sent ? account() : null,
			submittedAt: sent ? day(-5) : null,
			textSha256: sent ? 'b'.repeat(64) : null,
			confirmedBy: state === 'confirmed' ? account() : null,
			confirmedAt: state === 'confirmed' ? day(-1) : null,
		};
	}

	return {
		member: members,
		posting: many(26, (at) => ({
			id: randomUUID(),
			memberId: members[at]!.id,
			unitId: unit(),
			valid: toRange(span()),
		})),
		exemption: many(10, (at) => ({
			id: randomUUID(),
			memberId: members[at * 3]!.id,
			reason: 'Nghỉ ốm',
			valid: toRange(span()),
		})),
		memberMove: many(12, (at) => ({
			id: at + 1,
			memberId: member(),
			fromUnitId: maybe(70, unit),
			toUnitId: null,
			onDate: day(-9),
		})).map((row) => ({
			...row,
			toUnitId: row.fromUnitId === null ? unit() : maybe(70, () => units.find((id) => id !== row.fromUnitId)!),
		})),
		account: accounts,
		post: once(
			many(60, () => ({
				id: randomUUID(),
				accountId: account(),
				role: oneOf(roles),
				unitId: unit(),
				valid: toRange(span()),
			})),
			(row) => `${row.accountId} ${row.role} ${row.unitId}`,
		),
		event: many(20, (at) => ({
			id: at + 1_000_000,
			kind: 'test',
			unitId: maybe(80, unit),
			accountId: maybe(50, account),
			caller: 'test',
		})),
		file: files,
		act: many(25, () => ({
			id: randomUUID(),
			unitId: unit(),
			memberId: maybe(50, member),
			campaignId: campaign(),
			metricId: 1,
			qty: 1,
			occurredOn: day(-draw(90)),
		})),
		periodReport: many(8, (at) => ({
			id: randomUUID(),
			unitId: unit(),
			campaignId: campaign(),
			period: `[${day(-60)},${day(-30)})`,
			version: at + 1,
			epoch: 1,
			figures: {},
			sha256: 'c'.repeat(64),
		})),
		campaign: campaigns,
		measure: campaigns.map(({ id }) => ({ id, campaignId: id, position: 1, title: 'M' })),
		plan: plans.map((row) => ({ ...row, parentPlanId: maybe(40, () => oneOf(plans).id) })),
		planText: plans.map(({ id }) => ({ planId: id })),
		task: tasks,
		taskVersion: tasks.map(({ id }) => ({ taskId: id, version: 1 })),
		activity: activities,
		activityUnit: once(
			many(16, () => ({ activityId: activity(), unitId: unit() })),
			(row) => `${row.activityId} ${row.unitId}`,
		),
		attendance: once(
			many(20, () => ({ activityId: activity(), memberId: member(), unitId: unit(), present: true })),
			(row) => `${row.activityId} ${row.memberId}`,
		),
		studyDocument: documents,
		studyReading: once(
			many(20, () => ({ documentId: oneOf(documents).id, memberId: member() })),
			(row) => `${row.documentId} ${row.memberId}`,
		),
		emulationBlock: blocks,
		blockUnit: once(
			many(14, () => ({ blockId: oneOf(blocks).id, unitId: unit() })),
			(row) => `${row.blockId} ${row.unitId}`,
		),
		pledge: pledges,
		pledgeParty: once(
			many(14, () => ({ pledgeId: oneOf(pledges).id, unitId: unit() })),
			(row) => `${row.pledgeId} ${row.unitId}`,
		),
		commitmentIssue: issues,
		commitment: papers,
		commitmentText: papers
			.filter(() => chance(70))
			.map(({ id }) => ({ commitmentId: id, content: {}, scanFileId: maybe(40, file), enteredBy: maybe(40, account) })),
		commitmentReturn: papers
			.filter(() => chance(20))
			.map(({ id }) => ({ commitmentId: id, step: 1, comment: 'Viết lại' })),
	} satisfies Record<string, readonly Row[]>;
}
