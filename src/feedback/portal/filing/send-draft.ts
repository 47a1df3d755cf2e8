import type { Call } from '#platform';
import { enterReceipt } from '../../feedback.store.ts';
import { fileFeedback, type Filed } from '../../filing/file-feedback.ts';
import { attachFiles } from '../../files/attach-files.ts';
import { receiptFor } from '../../receipt/receipt.ts';
import { insertRating } from '../../sender/sender.store.ts';
import { onlyAsked, type Draft } from './draft.ts';
import { ratingInWords } from './rating-step.tsx';

/**
 * Files what the form holds. Without a proof of work the case waits for its turn to be sorted; everything else about it is the same.
 *
 * @throws {Conflict} as {@link fileFeedback}; {@link Unavailable} when too many wait already
 */
export async function sendDraft(call: Call, draft: Draft, proved: boolean): Promise<Filed> {
	const { key, subject, unit, conduct, rating, matter, sender, files } = onlyAsked(draft);
	if (subject === undefined || subject === 'crime') throw new Error('a draft without a kind was sent');
	const filed = await fileFeedback(call, {
		key,
		kind: subject,
		topic: matter?.topic || null,
		accuses: conduct?.accuses ?? false,
		unitId: unit?.id ?? null,
		unitKnown: unit?.known ?? false,
		happenedOn: matter?.happenedOn ?? null,
		fromOrganisation: Boolean(sender?.organisation),
		wantsPublication: sender?.wantsPublication ?? false,
		channel: 'portal',
		held: !proved,
		...(files?.length && { files: files.map(({ id }) => id) }),
		texts: {
			matter: rating ? ratingInWords(rating) : (matter?.text ?? ''),
			...given('officer', conduct?.officer),
			...given('when', matter?.when),
			...given('place', matter?.place),
			...given('contact', sender?.contact),
			...given('name', sender?.name),
			...given('organisation', sender?.organisation),
		},
	});
	if (filed.again || !(rating || files?.length)) return filed;
	// From here on as the sender: what belongs to the case is written by whoever has its receipt.
	await enterReceipt(call, receiptFor(call.house.secrets, key).hash);
	if (rating) await insertRating(call, filed.id, rating);
	if (files?.length) await attachFiles(call, filed.id, null, key, files);
	return filed;
}

const given = (part: string, text: string | undefined) => (text ? { [part]: text } : {});
