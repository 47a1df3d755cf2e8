import { Logger, makeWorkerUtils, parseCronItems, run, type CronItem, type WorkerUtils } from 'graphile-worker';
import { sql } from 'kysely';
import { Pool } from 'pg';
import { work, type Call, type House } from '../call.ts';
import { silenceWatch } from '../database/silence.ts';
import { queueUrl } from './prepare-queue.ts';

/** What a worker does when its turn comes. At least once: doing it twice must be harmless. */
export type Task = (house: House, payload: Record<string, unknown>) => Promise<void>;
export type Timetable = { task: string; /** cron, in Vietnamese time */ match: string }[];

/**
 * Runs the job queue: tasks promised through the outbox and those of the timetable. Answers how to stop: jobs under way
 * end first.
 */
export async function startQueue(
	house: House,
	databaseUrl: string,
	tasks: Record<string, Task>,
	timetable: Timetable,
): Promise<() => Promise<void>> {
	const pgPool = queuePool(queueUrl(databaseUrl, house.secrets));
	const logger = new Logger(() => (level, message) => {
		if (level === 'error' || level === 'warning') house.log.warn({ message }, 'queue');
	});
	const utils = await makeWorkerUtils({ pgPool, logger });
	const runner = await run({
		pgPool,
		logger,
		concurrency: 2,
		noHandleSignals: true,
		pollInterval: 1_000,
		taskList: Object.fromEntries(
			Object.entries(tasks).map(([name, task]) => [name, (payload) => task(house, payload as Record<string, unknown>)]),
		),
		parsedCronItems: parseCronItems(
			timetable.map(({ task, match }): CronItem => ({ task, match: inUtc(match), options: { backfillPeriod: 0 } })),
		),
	});
	const drain = every(1_000, house, () => drainOutbox(house, utils));
	return async () => {
		await drain();
		await runner.stop();
		await utils.release();
		await pgPool.end();
	};
}

/** A pool of ours, because the queue stops listening to its own before the last connection has ended. */
function queuePool(connectionString: string): Pool {
	const pool = new Pool({ connectionString, max: 4, application_name: 'vidan queue' });
	pool.on('error', () => {});
	const watch = silenceWatch({ milliseconds: 9_000 });
	pool.on('connect', (client) => {
		client.on('error', () => {});
		watch(client);
	});
	return pool;
}

/** The queue counts in UTC; Viet Nam is seven hours ahead, all year. Only whole hours and `*` are used here. */
const inUtc = (match: string): string => {
	const [minute, hour, ...rest] = match.split(' ');
	return [minute, hour === '*' ? '*' : String((Number(hour) + 17) % 24), ...rest].join(' ');
};

/**
 * Hands promised tasks to the queue, once per batch. Killed between handing over and forgetting, it hands over again
 * under the same job key.
 */
async function drainOutbox(house: House, utils: WorkerUtils): Promise<void> {
	await work(house, { kind: 'job', name: 'outbox' }, async (call) => {
		const { rows } = await promised(call);
		if (rows.length === 0) return;
		await utils.addJobs(
			rows.map(({ id, task, payload }) => ({ identifier: task, payload, jobKey: `outbox:${id}`, maxAttempts: 10 })),
		);
		await call.db
			.deleteFrom('outbox')
			.where(
				'id',
				'in',
				rows.map(({ id }) => id),
			)
			.execute();
	});
}

const promised = (call: Call) =>
	sql<{ id: number; task: string; payload: Record<string, unknown> }>`select id, task, payload from outbox
		order by id limit 500 for update skip locked`.execute(call.db);

/** Repeats until stopped; a failure is logged and tried again at the next turn. Stopping waits for the turn under way. */
export function every(milliseconds: number, house: House, act: () => Promise<unknown>): () => Promise<void> {
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	let turn = Promise.resolve();
	const next = () => {
		turn = act()
			.then(() => milliseconds)
			.catch((error: unknown) => {
				house.log.error({ err: error }, 'repeated task');
				return Math.max(milliseconds, 2_000); // what is away stays away for a while, and each line of the log takes room
			})
			.then((later) => {
				if (!stopped) timer = setTimeout(next, later);
			});
	};
	next();
	return async () => {
		stopped = true;
		clearTimeout(timer);
		await turn;
	};
}
