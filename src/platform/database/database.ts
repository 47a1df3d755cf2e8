import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Secrets } from '../secrets.ts';
import type { DB } from '../schema.ts';
import { keepPlans } from './kept-plans.ts';
import { loginName, type Role } from './roles.ts';
import { silenceWatch, type Patience } from './silence.ts';
import { holdUnwaited } from './unwaited.ts';

export type { DB };

/** One pool for each login that this process needs, opened at first use. */
export type Database = {
	as(role: Role): Kysely<DB>;
	/** A raw client of a login, outside the pools: for COPY and LISTEN. The caller ends it. */
	connect(role: Role): Promise<pg.Client>;
	/** How the pools are used now. */
	usage(): PoolUsage[];
	close(): Promise<void>;
};

/** Connections of one login: open, of them idle, and how many askers wait for one. */
export type PoolUsage = { role: Role; open: number; idle: number; waiting: number };

/** Connections each login may hold: the faces answer people, the others work in the background. */
const sizes: Record<Role, number> = { public: 10, staff: 16, signin: 4, custody: 2, jobs: 6, operator: 4 };

/**
 * @param url where the database is; user and password in it are replaced by those of the logins
 */
export function openDatabase(url: string, secrets: Secrets): Database {
	const opened = new Map<Role, Kysely<DB>>();
	const pools = new Map<Role, pg.Pool>();
	const open = (role: Role) => {
		const pool = new pg.Pool({
			...connection(url, role, secrets),
			max: sizes[role],
			connectionTimeoutMillis: 5_000,
			idleTimeoutMillis: 30_000,
			allowExitOnIdle: true,
			// Statements that nobody waits for are sent with the next one.
			pipeline: true,
		});
		// A connection that breaks is replaced at the next use; without listeners it would end the process: the pool's for
		// an idle one, its own for one that a transaction holds between two statements.
		pool.on('error', () => {});
		const watch = silenceWatch(patience(role, () => connection(url, role, secrets)));
		pool.on('connect', (client) => {
			client.on('error', () => {});
			keepPlans(client);
			holdUnwaited(client);
			watch(client);
		});
		pools.set(role, pool);
		return new Kysely<DB>({
			dialect: new PostgresDialect({ pool }),
			plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
		});
	};
	return {
		as(role) {
			let kysely = opened.get(role);
			if (!kysely) opened.set(role, (kysely = open(role)));
			return kysely;
		},
		async connect(role) {
			const client = new pg.Client(connection(url, role, secrets));
			await client.connect();
			return client;
		},
		usage: () =>
			[...pools].map(([role, pool]) => ({
				role,
				open: pool.totalCount,
				idle: pool.idleCount,
				waiting: pool.waitingCount,
			})),
		async close() {
			await Promise.all([...opened.values()].map((kysely) => kysely.destroy()));
			opened.clear();
		},
	};
}

/** Builds and imports may take long, and think for long between two statements; a page may not. */
const isUnlimited = (role: Role): boolean => role === 'operator' || role === 'jobs';

/**
 * Half a second more than a statement may take: no request waits longer than ten seconds for a network that is silent, but for those
 * that were allowed more time.
 */
const patience = (role: Role, config: () => pg.ClientConfig): Patience => ({
	milliseconds: mostOfStatement(role) + 500,
	stillWorks: (processId) => isActive(config(), processId),
	onlyUnhurried: !isUnlimited(role),
});
/** A page of the portal asks little; and whoever sends the form there may ask twice before it is answered. */
const mostOfStatement = (role: Role): number => (role === 'public' || role === 'signin' ? 4_500 : 8_500);

async function isActive(config: pg.ClientConfig, processId: number): Promise<boolean> {
	const client = new pg.Client({ ...config, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
	client.on('error', () => {});
	try {
		await client.connect();
		const { rows } = await client.query<{ state: string }>('select state from pg_stat_activity where pid = $1', [
			processId,
		]);
		return rows[0]?.state === 'active';
	} finally {
		void client.end().catch(() => {});
	}
}

function connection(url: string, role: Role, secrets: Secrets): pg.ClientConfig {
	const target = new URL(url);
	target.username = loginName(role);
	target.password = secrets.password(loginName(role));
	return {
		connectionString: target.href,
		application_name: `vidan ${role}`,
		keepAlive: true,
		// A backend whose other end is gone lets go of its locks: by itself when idle, by TCP when it speaks.
		options: [
			'timezone=UTC',
			'lock_timeout=3s',
			'tcp_user_timeout=15s',
			`statement_timeout=${isUnlimited(role) ? 0 : mostOfStatement(role)}`,
			`idle_in_transaction_session_timeout=${isUnlimited(role) ? '2min' : '15s'}`,
		]
			.map((setting) => `-c ${setting}`)
			.join(' '),
		types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
	};
}

const parsers = new Map<number, (text: string) => unknown>([
	[pg.types.builtins.DATE, (text) => text], // a day has no time zone: 'YYYY-MM-DD'
	[pg.types.builtins.INT8, exactInteger],
	[pg.types.builtins.NUMERIC, Number],
	[1182, (text) => (text === '{}' ? [] : text.slice(1, -1).split(','))], // date[]
]);

function exactInteger(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
	return value;
}

function parserOf(oid: number, format?: 'text' | 'binary') {
	return parsers.get(oid) ?? textParser(oid, format);
}

/** pg types its ids as an enumeration; any number is one. */
const textParser = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => (text: string) => unknown;
