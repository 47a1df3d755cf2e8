import { randomUUID } from 'node:crypto';
import { workIn } from '#campaigns';
import { lineOf } from '#organisation';
import { allow, found, Invalid, keepFile, record, transact, type Call } from '#platform';
import { m } from '#words';
import { mayKeep, mayPlan } from './activity.policy.ts';
import { lockActivity } from './activity.store.ts';
import { addDocument, attachDocument, type NewDocument } from './study.store.ts';

/** A document with where it comes from: a file just uploaded, or a link. */
export type GivenDocument = Omit<NewDocument, 'fileId'> & { file: File | null; activityId: string | null };

/** Gives out a document to study, to a unit and all below it; perhaps for an event. @returns its id */
export const giveDocument = (call: Call, given: GivenDocument): Promise<string> =>
	transact(call, async (call) => {
		allow(mayPlan(call.actor, await lineOf(call, given.unitId)));
		await workIn(call, [given.campaignId]);
		if ((given.file === null) === (given.link === null)) {
			throw Invalid.at('link', () => m.activities_error_source());
		}
		if (given.activityId !== null) {
			const event = found(await lockActivity(call, given.activityId));
			allow(mayKeep(call.actor, await lineOf(call, event.keeperId)));
		}

		const id = randomUUID();
		const fileId = given.file && (await keepFile(call, given.file, given.unitId));
		await addDocument(call, id, { ...given, fileId });
		if (given.activityId !== null) await attachDocument(call, given.activityId, id);
		await record(call, 'document.given', {
			unitId: given.unitId,
			subject: id,
			payload: { campaignId: given.campaignId },
		});
		return id;
	});
