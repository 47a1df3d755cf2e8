import { Conflict, type Call } from '#platform';
import { m } from '#words';
import type { Feedback } from './feedback.ts';
import { findCustody } from './seal/custody.store.ts';
import { sealForCustody } from './seal/custody.ts';
import { listTexts, sealTexts } from './texts.store.ts';

/**
 * A case turns out to need sealing: what its sender wrote can be read by the custodians alone from here on. It cannot be undone.
 *
 * @throws {Conflict} while there is no oversight body that could take it
 */
export async function sealWhatItSays(call: Call, feedback: Feedback): Promise<void> {
	const { recipients, takesSealed } = await findCustody(call);
	if (!takesSealed) throw new Conflict(() => m.feedback_conflict_notSealing());
	const written = await listTexts(call, feedback.id, ['matter', 'officer', 'place', 'when']);
	const sealed = await Promise.all(
		written.map(async ({ id, text }) => ({ id, body: (await sealForCustody(recipients, text)).toString('base64') })),
	);
	await sealTexts(call, feedback.id, sealed);
}
