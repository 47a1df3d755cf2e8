import { randomBytes } from 'node:crypto';
import type { Call, Secrets } from '#platform';
import { enterReceipt, lockSendersCase } from '../feedback.store.ts';
import type { Feedback } from '../feedback.ts';
import { hashOfTyped } from '../receipt/receipt.ts';
import { grouped, normalised } from '../receipt/crockford.ts';
import { open, seal } from '../seal/case-key.ts';
import { findShown, type SendersView } from './senders-view.store.ts';

/**
 * What a page of the sender carries instead of the receipt: the hash of it, under a key of ours, good for two hours. A page left on a
 * shared computer so gives the receipt to nobody.
 */
export type Ticket = string;

/** As long as somebody needs to read and to write an answer. */
const life = 2 * 60 * 60 * 1000;

export const ticketOf = (secrets: Secrets, receiptHash: Buffer, now: Date): Ticket =>
	seal(secrets.key('feedback.ticket'), `${now.getTime() + life} ${receiptHash.toString('hex')}`, 'ticket').toString(
		'base64url',
	);

/** The receipt's hash, or `undefined` when the ticket is over or none of ours. */
export function hashOfTicket(secrets: Secrets, ticket: unknown, now: Date): Buffer | undefined {
	if (typeof ticket !== 'string') return undefined;
	try {
		const [until, hash] = open(secrets.key('feedback.ticket'), Buffer.from(ticket, 'base64url'), 'ticket')
			.toString()
			.split(' ');
		return now.getTime() > Number(until) ? undefined : Buffer.from(hash!, 'hex');
	} catch {
		return undefined;
	}
}

/**
 * The case behind what was typed, and its ticket; of a receipt that was replaced, when that was. Whether the receipt cannot be one, is
 * not known, or belongs to another reference: the same hashes are made and the same statements run, and the answer is the same.
 */
export async function lookUp(
	call: Call,
	reference: string,
	receipt: string,
): Promise<{ feedback: Feedback; view: SendersView; ticket: Ticket } | { replacedOn: string } | undefined> {
	const { secrets } = call.house;
	const hash = hashOfTyped(secrets, receipt) ?? hashOfTyped(secrets, noReceipt)!;
	await enterReceipt(call, hash);
	const typed = normalised(reference) ?? '';
	const { shown, replaced, replacedOn } = await findShown(call, grouped(typed));
	if (replacedOn !== null && replaced !== null && typed === normalised(replaced)) return { replacedOn };
	return shown && { ...shown, ticket: ticketOf(secrets, hash, call.now) };
}

/** A receipt that nobody has: what cannot be one is looked for as this. */
const noReceipt = '0000-0000-0000-0000-0';

/** From here on the transaction is the sender's; their case, locked in order to change it. */
export async function enterTicket(call: Call, ticket: unknown): Promise<Feedback | undefined> {
	const hash = hashOfTicket(call.house.secrets, ticket, call.now) ?? randomBytes(32);
	await enterReceipt(call, hash);
	return lockSendersCase(call);
}
