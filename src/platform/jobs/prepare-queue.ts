import { Logger, runMigrations } from 'graphile-worker';
import type { Client } from 'pg';
import type { Secrets } from '../secrets.ts';

/** The job queue's own login: it owns its schema and has no right on anything else. */
export const queueLogin = 'vidan_queue';

/** Says nothing: what a migration of the queue has to say is in the error it throws. */
const silent = new Logger(() => () => {});

/** Makes the queue's schema, or brings it to this version. Runs as the owner of the database. */
export async function prepareQueue(owner: Client, ownerUrl: string, secrets: Secrets): Promise<void> {
	const { rows } = await owner.query<{ name: string }>('select quote_ident(current_database()) as name');
	const database = rows[0]!.name;
	await owner.query(`create schema if not exists graphile_worker authorization ${queueLogin}`);
	await owner.query(`grant connect, create on database ${database} to ${queueLogin}`);
	await runMigrations({ connectionString: queueUrl(ownerUrl, secrets), logger: silent, maxPoolSize: 1 });
	await owner.query(`revoke create on database ${database} from ${queueLogin}`);
}

export function queueUrl(url: string, secrets: Secrets): string {
	const target = new URL(url);
	target.username = queueLogin;
	target.password = secrets.password(queueLogin);
	return target.href;
}
