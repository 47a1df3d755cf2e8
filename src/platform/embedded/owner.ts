import { Client } from 'pg';
import { m } from '#words';
import { codeOf } from '../refused.ts';
import { CannotStart } from './cannot-start.ts';

/** The account that owns the database and runs the migrations. Not a superuser: what it may not do, nobody may. */
export const owner = 'vidan_owner';
/** The one database. */
export const databaseName = 'vidan';

/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const wrongPassword = '28P01';

/** Makes the owner and its database where they are missing. */
export async function ensureOwner(superuserUrl: string, password: string): Promise<void> {
	const client = new Client({ connectionString: superuserUrl });
	try {
		await client.connect();
		const role = await client.query('select from pg_roles where rolname = $1', [owner]);
		const verb = role.rowCount ? 'alter' : 'create';
		await client.query(`${verb} role ${owner} login createrole password ${client.escapeLiteral(password)}`);
		const database = await client.query('select from pg_database where datname = $1', [databaseName]);
		if (!database.rowCount) await client.query(`create database ${databaseName} owner ${owner}`);
	} catch (problem) {
		throw codeOf(problem) === wrongPassword ? new CannotStart(m.start_postgres_otherKey()) : problem;
	} finally {
		await client.end().catch(() => {});
	}
}

/** Whether PostgreSQL answers under this URL, be it that it refuses the password. */
export async function answers(url: string): Promise<boolean> {
	const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
	try {
		await client.connect();
		return true;
	} catch (problem) {
		return codeOf(problem) === wrongPassword;
	} finally {
		await client.end().catch(() => {});
	}
}
