import { dueState, type Expectation } from '#campaigns';
import type { Call } from '#platform';
import { formatDate, m } from '#words';
import { listDue } from './expected.store.ts';
import { activityPath, documentPath, documentsPath, holdingPath } from './paths.ts';
import { listDocuments } from './study.store.ts';

/** What is expected of the caller: events to hold or record, documents to read. */
export async function expectedOf(call: Call): Promise<Expectation[]> {
	const unread = call.actor.memberId === null ? [] : await listDocuments(call, { unread: true });
	const events = await listDue(call);
	return [
		...events.map((event) => {
			const isOver = event.takesPlaceOn <= call.today;
			return {
				label: isOver
					? m.activities_expected_record({ title: event.title })
					: m.activities_expected_hold({ title: event.title, date: formatDate(event.takesPlaceOn) }),
				href: isOver ? holdingPath(event.id) : activityPath(event.id),
				dueOn: event.takesPlaceOn,
				state: dueState(event.takesPlaceOn, call.today),
			};
		}),
		...(unread.length === 0
			? []
			: [
					{
						label:
							unread.length === 1
								? m.activities_expected_read({ title: unread[0]!.title })
								: m.activities_expected_readSome({ count: unread.length }),
						href: unread.length === 1 ? documentPath(unread[0]!.id) : documentsPath,
						dueOn: null,
						state: 'later' as const,
					},
				]),
	];
}
