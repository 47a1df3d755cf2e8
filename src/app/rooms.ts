import { accessDesk, accessDoor, callerOf, noteUse, sweepAccess } from '#access';
import { activitiesDesk, expectedOf as activitiesExpect } from '#activities';
import {
	campaignBySlug,
	campaignsCreate,
	campaignsDesk,
	campaignsList,
	campaignsTasks,
	campaignsTimetable,
	expectedOf as campaignsExpect,
	campaignTitle,
	listCampaigns,
	targetsFor,
} from '#campaigns';
import {
	commitmentsDesk,
	commitmentsListeners,
	commitmentsTasks,
	commitmentsTimetable,
	expectedOf as commitmentsExpect,
} from '#commitments';
import {
	clockDesk,
	contentCommand,
	custodyDesk,
	expectedOf as feedbackExpect,
	feedbackDesk,
	feedbackLoops,
	feedbackPortal,
	feedbackTasks,
	feedbackTimetable,
	publishedPortal,
} from '#feedback';
import {
	figuresDesk,
	figuresListeners,
	figuresLoops,
	importCommand,
	rebuildCommand,
	showCommand,
	verifyCommand,
} from '#figures';
import { ledgerCommands, ledgerLoops, ledgerPortal } from '#ledger';
import { organisationCommands, organisationDesk, organisationTasks } from '#organisation';
import { importMembersCommand, peopleDesk } from '#people';
import {
	forgetAnswers,
	work,
	type Command,
	type EventListener,
	type Call,
	type House,
	type Task,
	type Timetable,
} from '#platform';
import { expectedOf as pledgesExpect, pledgesDesk } from '#pledges';
import { portalDesk, portalRoutes, publishSnapshots } from '#portal';
import { demonstrationCommand } from './demonstration/command.ts';
import { keptAtUnits } from './kept/kept.ts';
import { papersInTheLog } from './ledger/papers-in-the-log.ts';
import { logVerifier } from './project.ts';
import { setUpDoor } from './set-up/index.ts';
import { search } from './search/search.tsx';
import { dutiesIn, dutyCount, startPage } from './start-page/index.ts';
import type { Faces } from './web/web.ts';

/** What each room expects of somebody. */
const dutiesOf = dutiesIn([campaignsExpect, activitiesExpect, pledgesExpect, commitmentsExpect, feedbackExpect]);

/** The campaigns for the pages of figures, titled in the reader's language. */
const campaignChoices = async (call: Call) =>
	(await listCampaigns(call)).map((campaign) => ({ ...campaign, title: campaignTitle(campaign) }));

/** What each room offers, put together: this is the only place that knows them all. */
export const faces: Faces = {
	doors: [accessDoor, setUpDoor],
	portals: [ledgerPortal(logVerifier), portalRoutes, feedbackPortal, publishedPortal],
	desks: [
		startPage({ dutiesOf }),
		organisationDesk(keptAtUnits),
		campaignsDesk,
		activitiesDesk,
		pledgesDesk,
		custodyDesk,
		clockDesk,
		commitmentsDesk,
		feedbackDesk,
		figuresDesk({ campaigns: campaignChoices, targetsFor }),
		peopleDesk,
		accessDesk,
		portalDesk,
		search,
	],
	countDuties: dutyCount(dutiesOf),
	callerOf,
	entered: noteUse,
};

/** Who listens to what happens in a lower room, in the same transaction. */
export const listeners: ReadonlyMap<string, readonly EventListener[]> = byKind([
	...figuresListeners,
	...commitmentsListeners,
	...papersInTheLog,
]);

/** What the worker does when promised or when it is time. */
export const tasks: Record<string, Task> = {
	...organisationTasks(keptAtUnits),
	...campaignsTasks,
	...commitmentsTasks,
	...feedbackTasks,
	'access.sweep': (house) => work(house, { kind: 'job', name: 'access.sweep' }, sweepAccess),
	'platform.sweep': (house) => work(house, { kind: 'job', name: 'platform.sweep' }, forgetAnswers),
	'portal.publish': async (house) => {
		await work(house, { kind: 'job', name: 'portal.publish' }, publishSnapshots);
	},
};

/** When what recurs is done; hours of Viet Nam. */
export const timetable: Timetable = [
	...campaignsTimetable,
	...commitmentsTimetable,
	...feedbackTimetable,
	{ task: 'access.sweep', match: '17 * * * *' },
	{ task: 'platform.sweep', match: '41 * * * *' },
	{ task: 'portal.publish', match: '* * * * *' },
];

/** What the worker does again and again. */
export const loops: { milliseconds: number; turn: (house: House) => Promise<unknown> }[] = [
	...figuresLoops,
	...ledgerLoops,
	...feedbackLoops,
];

/** The command line, in the order of `bin/vidan help`. */
export const commands: Command[] = [
	...organisationCommands,
	campaignsList,
	campaignsCreate,
	importMembersCommand,
	importCommand(campaignBySlug),
	showCommand(campaignBySlug),
	verifyCommand,
	rebuildCommand,
	...ledgerCommands,
	contentCommand,
	demonstrationCommand,
];

function byKind(wired: [kind: string, listener: EventListener][]): Map<string, EventListener[]> {
	const kinds = new Map<string, EventListener[]>();
	for (const [kind, listener] of wired) kinds.set(kind, [...(kinds.get(kind) ?? []), listener]);
	return kinds;
}
