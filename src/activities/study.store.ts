import { sql } from 'kysely';
import { readCampaignTitle } from '#campaigns';
import { lastName } from '#organisation';
import type { Call } from '#platform';

/** What the members of a unit and of all below it study: a file or a link. */
export type StudyDocument = {
	id: string;
	unitId: number;
	keeperId: number;
	unitName: string;
	campaignId: number;
	campaignTitle: string;
	kind: StudyDocumentKind;
	title: string;
	symbol: string;
	fileId: string | null;
	link: string | null;
	addedAt: Date;
	/** When the caller said to have read it. */
	readAt: Date | null;
};

export const studyDocumentKinds = ['directive', 'plan', 'conductCode', 'criteriaSet', 'material'] as const;
export type StudyDocumentKind = (typeof studyDocumentKinds)[number];

const document = (call: Call) => sql`
	d.id, d.unit_id, app.keeper_of(d.unit_id) as keeper_id, d.campaign_id, ${readCampaignTitle('g')} as campaign_title, d.kind, d.title, d.symbol,
	d.file_id, d.link, d.added_at, r.read_at,
	${lastName(sql`d.unit_id`)} as unit_name
	from study_document d
	join campaign g on g.id = d.campaign_id
	left join study_reading r on r.document_id = d.id and r.member_id = ${call.actor.memberId}`;

/** Documents that reach the caller, the newest first; `unread`: those that are still to be read, of campaigns that are not over. */
export async function listDocuments(
	call: Call,
	only: { activityId?: string; unread?: boolean } = {},
): Promise<StudyDocument[]> {
	const { rows } = await sql<StudyDocument>`
		select ${document(call)}
		where (${only.activityId ?? null}::uuid is null
				or d.id in (select x.document_id from activity_document x where x.activity_id = ${only.activityId ?? null}::uuid))
			and (not ${only.unread ?? false}::boolean or (r.read_at is null and g.state not in ('closed', 'archived')))
		order by d.added_at desc, d.id limit 500`.execute(call.db);
	return rows;
}

export async function findDocument(call: Call, id: string): Promise<StudyDocument | undefined> {
	const { rows } = await sql<StudyDocument>`select ${document(call)} where d.id = ${id}`.execute(call.db);
	return rows[0];
}

export type NewDocument = Pick<
	StudyDocument,
	'unitId' | 'campaignId' | 'kind' | 'title' | 'symbol' | 'fileId' | 'link'
>;

export async function addDocument(call: Call, id: string, added: NewDocument): Promise<void> {
	await sql`
		insert into study_document (id, unit_id, campaign_id, kind, title, symbol, file_id, link, added_by, added_at)
		values (${id}, ${added.unitId}, ${added.campaignId}, ${added.kind}, ${added.title}, ${added.symbol}, ${added.fileId},
			${added.link}, ${call.actor.accountId}, ${call.now})`.execute(call.db);
}

/** Puts a document on the list of an event. */
export async function attachDocument(call: Call, activityId: string, documentId: string): Promise<void> {
	await sql`insert into activity_document (activity_id, document_id) values (${activityId}, ${documentId})
		on conflict do nothing`.execute(call.db);
}

/** The caller says to have read it; said again it keeps the first time. */
export async function saveReading(call: Call, documentId: string): Promise<void> {
	await sql`insert into study_reading (document_id, member_id, read_at)
		values (${documentId}, ${call.actor.memberId}, ${call.now}) on conflict do nothing`.execute(call.db);
}

/** How many of the members in the caller's sight under a unit have read a document. */
export async function countReaders(
	call: Call,
	documentId: string,
	unitId: number,
): Promise<{ read: number; of: number }> {
	const { rows } = await sql<{ read: number; of: number }>`
		select count(*)::int as of, count(r.member_id)::int as read
		from posting p
		join unit_standing s on s.unit_id = p.unit_id and s.node_id = ${unitId} and s.valid @> app.today()
		left join study_reading r on r.member_id = p.member_id and r.document_id = ${documentId}
		where p.valid @> app.today()`.execute(call.db);
	return rows[0]!;
}
