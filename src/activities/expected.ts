import { dueBy, type Expectation } from '#campaigns';
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
			const { id, title, takesPlaceOn } = event;
			const [label, href] =
				takesPlaceOn <= call.today
					? [m.activities_expected_record({ title }), holdingPath(id)]
					: [m.activities_expected_hold({ title, date: formatDate(takesPlaceOn) }), activityPath(id)];
			return dueBy(label, href, takesPlaceOn, call.today);
		}),
		...toRead(unread).map(({ label, href }) => dueBy(label, href, null, call.today)),
	];
}

function toRead(unread: readonly { id: string; title: string }[]): { label: string; href: string }[] {
	const [first, ...more] = unread;
	if (!first) return [];
	return more.length === 0
		? [{ label: m.activities_expected_read({ title: first.title }), href: documentPath(first.id) }]
		: [{ label: m.activities_expected_readSome({ count: unread.length }), href: documentsPath }];
}
