import type { Call } from '#platform';
import { entryKey } from '../filing/enter-on-behalf.ts';
import { receiptFor, type Receipt } from '../receipt/receipt.ts';
import { open, seal } from '../seal/case-key.ts';

type Entered = { key: string; dueOn: string; basis: string };

/** As long as it takes to print it and hand it over. */
const life = 10 * 60 * 1000;

/**
 * What leads from the entry to the page with its receipt: the key of the form, sealed for this clerk and a few minutes. The receipt
 * itself stands neither in the address nor among the answers kept for a repeated send.
 */
export const handOver = (call: Call, entered: Entered): string =>
	seal(keyOf(call), JSON.stringify({ ...entered, until: call.now.getTime() + life }), boundTo(call)).toString(
		'base64url',
	);

/** The receipt, while it may be shown to whoever entered the case; `undefined` afterwards and to everybody else. */
export function handedOver(
	call: Call,
	sealed: string,
): (Receipt & { reference: string } & Omit<Entered, 'key'>) | undefined {
	const entered = read(call, sealed);
	if (!entered || entered.until < call.now.getTime()) return undefined;
	const { hash: _, ...receipt } = receiptFor(call.house.secrets, entryKey(call.house.secrets, entered.key));
	return { ...receipt, dueOn: entered.dueOn, basis: entered.basis };
}

function read(call: Call, sealed: string): (Entered & { until: number }) | undefined {
	try {
		return JSON.parse(open(keyOf(call), Buffer.from(sealed, 'base64url'), boundTo(call)).toString('utf8'));
	} catch {
		return undefined; // changed, somebody else's, or not ours
	}
}

const keyOf = (call: Call): Buffer => call.house.secrets.key('feedback.entry');
const boundTo = (call: Call): string => `entered by ${call.actor.accountId}`;
