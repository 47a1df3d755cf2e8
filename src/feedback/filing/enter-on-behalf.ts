import { allow, transact, type Call, type Secrets } from '#platform';
import { mayEnterOnBehalf } from '../feedback.policy.ts';
import type { Channel } from '../feedback.ts';
import { staffFilingKey } from '../receipt/receipt.ts';
import { fileFeedback, type Filed, type Filing } from './file-feedback.ts';

/**
 * A desk enters a letter, a call, a visit, a slip from the box, or what somebody forwarded. The receipt is handed to the sender, who
 * renews it, so that the clerk who saw it cannot use it.
 */
export const enterOnBehalf = (call: Call, filing: Filing & { channel: Exclude<Channel, 'portal'> }): Promise<Filed> =>
	transact(call, async (call) => {
		allow(mayEnterOnBehalf(call.actor));
		return fileFeedback(call, { ...filing, key: entryKey(call.house.secrets, filing.key) });
	});

/** The filing key of an entry, from the key of its form. */
export const entryKey = (secrets: Secrets, formKey: string): string => staffFilingKey(secrets, `entry ${formKey}`);
