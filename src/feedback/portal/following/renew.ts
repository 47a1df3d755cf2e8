import type { Call, PublicView } from '#platform';
import { enterReceipt, findSendersCase } from '../../feedback.store.ts';
import { receiptFor, renewalKey } from '../../receipt/receipt.ts';
import { renewReceipt } from '../../sender/renew-receipt.ts';
import { findSendersView } from '../../sender/senders-view.store.ts';
import { enterTicket, hashOfTicket } from '../../sender/ticket.ts';
import { erasedPage } from './erased-page.tsx';
import { lookUpPage } from './look-up-page.tsx';
import { renewedPage } from './renewed-page.tsx';

/** Replaces the receipt that a clerk saw; the same form sent again shows the same new one, to who held the receipt before it. */
export async function renew(call: Call, ticket: unknown, formKey: string): Promise<PublicView> {
	const { secrets } = call.house;
	const replaced = hashOfTicket(secrets, ticket, call.now);
	if (!replaced) return lookUpPage(call, { gone: true });
	const key = renewalKey(secrets, replaced, formKey);
	const { hash, ...fresh } = receiptFor(secrets, key);
	await enterReceipt(call, hash);
	const done = await findSendersCase(call);
	if (done) return renewedPage({ ...fresh, reference: done.reference });
	const feedback = await enterTicket(call, ticket);
	if (!feedback) return lookUpPage(call, { gone: true });
	if (feedback.erasedOn !== null) return erasedPage(feedback, await findSendersView(call, feedback));
	const receipt = await renewReceipt(call, feedback, key);
	return renewedPage({ ...receipt, reference: feedback.reference });
}
