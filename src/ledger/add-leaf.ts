import { randomBytes } from 'node:crypto';
import { transact, type Call } from '#platform';
import { dayIn } from '#words';
import { commitmentOf } from './leaf/commitment.ts';
import { sealedWord } from './leaf/events.ts';
import { isSealed, leafBytes, type LeafEntry } from './leaf/leaf.ts';
import { offerLeaf, type Taking } from './leaf.store.ts';
import { firstOrigin } from './log-name.ts';
import type { Promised } from './promise.ts';
import { leafHash } from './tree/hashing.ts';

/**
 * Adds a leaf to the log, in the transaction of the call: it is in the log if and only if the transaction commits. Waits for
 * nothing but another leaf of the same subject.
 *
 * @throws {RangeError} when a part of the entry is not of the form that a leaf may have
 */
export const addLeaf = (call: Call, entry: LeafEntry): Promise<Promised> =>
	transact(call, async (call) => {
		const salt = randomBytes(32);
		const { private: event, at = call.now, ...said } = entry;
		const commitment = commitmentOf(salt, event).toString('base64');
		const sealed = isSealed(entry);
		const releaseAt = sealed ? nextMidnight(call.today) : null;

		const offer = async (seq: number, prev: Buffer | null): Promise<Promised | Taking> => {
			const leaf = leafBytes({
				v: 1,
				class: said.class,
				event: sealed ? sealedWord(said.event) : said.event,
				subject: said.subject,
				seq,
				prev: prev?.toString('base64') ?? null,
				body: said.body ?? null,
				due: said.due ?? null,
				profile: (!sealed && said.profile) || null,
				calendar: (!sealed && said.calendar) || null,
				at: sealed ? dayIn(at) : hourOf(at),
				commitment,
				public: said.public,
			});
			const answer = await offerLeaf(call, { subject: said.subject, seq, prev, leaf, salt, releaseAt });
			if (!answer.taken) return answer;
			const origin = answer.origin ?? firstOrigin(call.house, call.today);
			return { origin, leafHash: leafHash(leaf), by: promisedBy(call.now, answer.releasedAt), salt };
		};
		// Most subjects begin here; for the others the answer says what the leaf must name, and keeps the subject for us.
		const first = await offer(1, null);
		if ('leafHash' in first) return first;
		const second = await offer(first.nextSeq!, first.lastHash);
		if ('leafHash' in second) return second;
		throw new Error(`ledger: the chain of ${said.subject} moved under its lock`);
	});

/**
 * Five minutes after the hour is over, so that a promise tells no more of its time than the leaf; what is held for the daily batch, a day
 * after that: time enough for a machine that stood still.
 */
const promisedBy = (now: Date, releasedAt: Date | null): Date =>
	releasedAt && releasedAt > now
		? new Date(releasedAt.getTime() + day)
		: new Date(Date.parse(hourOf(now)) + 65 * 60_000);

const day = 24 * 60 * 60_000;

/** The midnight in Viet Nam that ends the day: all sealed leaves of a day are released together. */
const nextMidnight = (today: string): Date => new Date(Date.parse(`${today}T00:00:00+07:00`) + day);

const hourOf = (at: Date): string => `${at.toISOString().slice(0, 13)}:00:00Z`;
