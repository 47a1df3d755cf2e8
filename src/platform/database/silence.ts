import { setImmediate as read } from 'node:timers/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { codeOf } from '../refused.ts';

const mark = '/* unhurried */';

/**
 * Begins the statement that allows a transaction of people more time than others have (it sets `statement_timeout`): until it ends,
 * its connection is not held to be silent as long as the server works for it.
 *
 *     sql`${unhurried} select set_config('statement_timeout', '120s', true)`
 */
export const unhurried = sql.raw(mark);

type Inside = {
	processID: number;
	connection: { stream: { destroy(error: Error): void; on(event: 'data', heard: () => void): void } };
};
type Watched = { heardAt: number; waiting: number; isUnhurried: boolean; end(): void };

export type Patience = {
	/** For how long somebody who asked may hear nothing. */
	milliseconds: number;
	/** Where statements may take longer: whether the server says, over another connection, that it is working for this one. */
	stillWorks?: (processId: number) => Promise<boolean>;
	/** Only for transactions that begin with {@link unhurried}; else for all. */
	onlyUnhurried?: boolean;
};

/**
 * Ends connections from which nothing is heard although they were asked: a network that drops everything closes nothing, and TCP
 * would wait for a quarter of an hour. With one of them go those of its pool that have been silent as long, so that nobody has to find
 * out one after the other. Who waited is told that the connection is lost.
 */
export function silenceWatch({
	milliseconds,
	stillWorks,
	onlyUnhurried = false,
}: Patience): (client: pg.PoolClient) => void {
	const all = new Set<Watched>();
	return (client) => {
		const { connection, processID } = client as unknown as Inside;
		const watched: Watched = {
			heardAt: Date.now(),
			waiting: 0,
			isUnhurried: false,
			end: () => connection.stream.destroy(new Error('Connection terminated: nothing was heard')),
		};
		let timer: NodeJS.Timeout | undefined;
		/** The silence in which it could not be learnt once whether the server works. */
		let doubted: number | undefined;
		const lookIn = (later: number): void => void (timer = setTimeout(() => void look(), later).unref());
		const look = async (): Promise<void> => {
			// When this process itself was held up, what was said meanwhile still lies unread.
			await read();
			if (watched.waiting === 0) return;
			const left = watched.heardAt + milliseconds - Date.now();
			if (left > 0) return lookIn(left);
			const answers = onlyUnhurried && !watched.isUnhurried ? undefined : stillWorks;
			if (!answers) for (const each of all) if (!each.isUnhurried && each.heardAt <= watched.heardAt) each.end();
			const heardAt = watched.heardAt;
			const works = answers ? await answers(processID).catch(unlessFull) : false;
			const isLost = works === false || (works === undefined && doubted === heardAt);
			if (watched.heardAt === heardAt && watched.waiting > 0 && isLost) return watched.end();
			doubted = works === undefined ? heardAt : undefined;
			lookIn(milliseconds);
		};
		all.add(watched);
		client.on('end', () => void all.delete(watched));
		connection.stream.on('data', () => (watched.heardAt = Date.now()));

		const begins = () => {
			if (watched.waiting === 0) {
				watched.heardAt = Date.now();
				clearTimeout(timer);
				lookIn(milliseconds);
			}
			watched.waiting += 1;
		};
		const answered = () => void (watched.waiting -= 1);
		const ask = client.query.bind(client) as (...asked: unknown[]) => unknown;
		const asked = (...statement: unknown[]): unknown => {
			begins();
			const [text] = statement;
			if (typeof text === 'string' && text.startsWith(mark)) watched.isUnhurried = true;
			else if (text === 'commit' || text === 'rollback') watched.isUnhurried = false;
			const tell = statement.at(-1);
			if (typeof tell === 'function')
				return ask(...statement.slice(0, -1), (...answer: unknown[]) => {
					answered();
					tell(...answer);
				});
			const answer = ask(...statement);
			if (answer instanceof Promise) answer.then(answered, answered);
			else answered(); // a stream: whoever reads it watches it
			return answer;
		};
		client.query = asked as typeof client.query;
	};
}

/** A server that has no place for one more connection answered: whether it works for this one is not known, and asked once more. */
function unlessFull(error: unknown): false | undefined {
	return codeOf(error) === '53300' ? undefined : false;
}
