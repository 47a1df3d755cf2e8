import { sql } from 'kysely';
import type pg from 'pg';

const mark = '/* kept */ /* unwaited */';

/**
 * Begins a statement whose answer nobody needs: it is sent with the next one of its transaction, at the latest with the commit,
 * and what the database has against it is thrown there. Its plan is kept, as by `kept`.
 *
 *     sql`${unwaited} insert into event …`
 */
export const unwaited = sql.raw(mark);

type Ask = (config: string | pg.QueryConfig, values?: unknown[]) => Promise<pg.QueryResult>;
type Stream = { cork(): void; uncork(): void };

/**
 * Makes a connection hold back `begin` and what is marked, and send them with the statement that follows: each sending costs the
 * server as much as many small statements cost the database. Every transaction ends with a statement, so nothing stays behind.
 */
export function holdUnwaited(client: pg.PoolClient): void {
	const { connection } = client as unknown as { connection: { stream: Stream } };
	const ask = client.query.bind(client) as Ask;
	let held: Promise<unknown>[] = [];
	const asked: Ask = (config, values) => {
		const text = typeof config === 'string' ? config : config.text;
		if (isUnwaited(text)) {
			connection.stream.cork();
			const answer = ask(config, values);
			answer.catch(() => {}); // thrown by the next one
			held.push(answer);
			return Promise.resolve(nothing);
		}
		const before = held;
		held = [];
		const answer = ask(config, values);
		for (const _ of before) connection.stream.uncork();
		// What is taken back need not have gone well.
		return before.length === 0 || text.startsWith('rollback') ? answer : afterAll(before, answer);
	};
	client.query = asked as typeof client.query;
}

/** Answers come in the order of the statements, so the first that fails is the one to show. */
async function afterAll<T>(before: readonly Promise<unknown>[], answer: Promise<T>): Promise<T> {
	await Promise.all([...before, answer]);
	return answer;
}

const isUnwaited = (text: string): boolean =>
	text === 'begin' || text.startsWith('start transaction') || text.startsWith(mark);

const nothing: pg.QueryResult = { command: '', rowCount: 0, oid: 0, fields: [], rows: [] };
