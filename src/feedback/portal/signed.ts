import { createHmac, timingSafeEqual } from 'node:crypto';
import { keyObject, type Secrets } from '#platform';

/** A day: long enough to write a letter, short enough that a form left open says nothing for ever. */
export const formLife = 24 * 60 * 60 * 1000;

/** What a page hands to its reader to bring back with the next form: signed for one purpose, readable, good for a day. */
export function sign(secrets: Secrets, purpose: string, value: object, now: Date): string {
	const text = Buffer.from(JSON.stringify({ until: now.getTime() + formLife, value })).toString('base64url');
	return `${text}.${macOf(secrets, purpose, text).toString('base64url')}`;
}

/**
 * What was signed, or `undefined` when it was not by us, or for something else. `stale`: it is ours, and its time is over.
 */
export function readSigned(
	secrets: Secrets,
	purpose: string,
	signed: unknown,
	now: Date,
): { value: unknown; stale: boolean } | undefined {
	if (typeof signed !== 'string') return undefined;
	const [text = '', mac = ''] = signed.split('.');
	const given = Buffer.from(mac, 'base64url');
	const right = macOf(secrets, purpose, text);
	if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
	const { until, value } = JSON.parse(Buffer.from(text, 'base64url').toString()) as { until: number; value: unknown };
	return { value, stale: now.getTime() > until };
}

const macOf = (secrets: Secrets, purpose: string, text: string): Buffer =>
	createHmac('sha256', keyObject(secrets.key(`feedback.form.${purpose}`)))
		.update(text)
		.digest();
