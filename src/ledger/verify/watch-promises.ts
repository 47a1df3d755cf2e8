import { formatDateTime, m } from '#words';
import { verifierOf, type Verifier } from '../note/key.ts';
import { readNote } from '../note/note.ts';
import { readPromise } from '../promise.ts';
import type { Hash } from '../tree/hashing.ts';
import type { Tell } from './read-shard.ts';

export type PromiseState = 'kept' | 'pending' | 'broken' | 'unreadable';

export type PromiseWatch = {
	/** A leaf that is in the log. */
	found(hash: Hash): void;
	/** What became of each promise, as they were given. Tells of those that were not kept in time. */
	states(now: Date, tell: Tell): PromiseState[];
};

/** Watches for the leaves that were promised. */
export function watchPromises(notes: readonly string[], key: Verifier): PromiseWatch {
	const promises = notes.map((note) => promiseIn(note, key));
	const missing = new Set(promises.flatMap((promise) => (promise ? [promise.leafHash.toString('base64')] : [])));
	return {
		found: (hash) => void (missing.size > 0 && missing.delete(hash.toString('base64'))),
		states: (now, tell) =>
			promises.map((promise) => {
				if (!promise) {
					tell(m.ledger_problem_promiseUnreadable());
					return 'unreadable';
				}
				if (!missing.has(promise.leafHash.toString('base64'))) return 'kept';
				if (promise.by >= now) return 'pending';
				tell(
					m.ledger_problem_promiseBroken({ leaf: promise.leafHash.toString('base64'), by: formatDateTime(promise.by) }),
				);
				return 'broken';
			}),
	};
}

/** A promise is signed under the name of the shard that was open then. */
function promiseIn(note: string, key: Verifier) {
	try {
		const origin = readNote(note).text.split('\n')[1] ?? '';
		return readPromise(note, verifierOf(origin, key.publicKey));
	} catch {
		return undefined;
	}
}
