import { Client, DatabaseError } from 'pg';
import { m } from '#words';
import { codeOf } from '../refused.ts';
import { CannotStart } from './cannot-start.ts';

const neededVersion = 15;

/**
 * Looks at the PostgreSQL that DATABASE_URL names before anything is done to it. Throws {@link CannotStart} with what is
 * wrong; the sentence never holds the password.
 */
export async function checkGivenServer(url: string): Promise<void> {
	const place = readUrl(url);
	const client = new Client({
		connectionString: url,
		connectionTimeoutMillis: 10_000,
		application_name: 'vidan start',
	});
	client.on('error', () => {}); // a connection that breaks also fails the query under way, which tells more
	try {
		await client.connect();
		refuseUnfit(place, await describe(client));
	} catch (problem) {
		throw problem instanceof CannotStart ? problem : whyUnreachable(place, problem);
	} finally {
		await client.end().catch(() => {});
	}
}

/** The host that a URL names, for the reader. */
export const hostOf = (url: string): string => readUrl(url).host;

type Place = { host: string; user: string; database: string };

function readUrl(url: string): Place {
	if (!URL.canParse(url)) throw new CannotStart(m.start_url_unreadable());
	const { hostname, port, username, pathname, searchParams } = new URL(url);
	const socket = searchParams.get('host');
	if (!hostname && !socket) throw new CannotStart(m.start_url_unreadable());
	return {
		host: socket ?? (port ? `${hostname}:${port}` : hostname),
		user: decodeURIComponent(username),
		database: decodeURIComponent(pathname.slice(1)),
	};
}

type Description = { version: number; encoding: string; allowed: boolean };

async function describe(client: Client): Promise<Description> {
	const { rows } = await client.query<Description>(`
		select current_setting('server_version_num')::int / 10000 as version,
			current_setting('server_encoding') as encoding,
			(rolsuper or rolcreaterole) and has_database_privilege(current_database(), 'create') as allowed
		from pg_roles where rolname = current_user`);
	return rows[0]!;
}

function refuseUnfit({ host, user, database }: Place, { version, encoding, allowed }: Description): void {
	if (version < neededVersion)
		throw new CannotStart(m.start_url_tooOld({ host, found: version, needed: neededVersion }));
	if (encoding !== 'UTF8') throw new CannotStart(m.start_url_notUtf8({ database, found: encoding }));
	if (!allowed) throw new CannotStart(m.start_url_noRights({ user, database }));
}

/** https://www.postgresql.org/docs/18/errcodes-appendix.html and the codes of Node's system calls. */
function whyUnreachable({ host, user, database }: Place, problem: unknown): CannotStart {
	switch (codeOf(problem)) {
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return new CannotStart(m.start_url_unknownHost({ host }));
		case '28P01':
		case '28000':
			return new CannotStart(m.start_url_wrongPassword({ host, user }));
		case '3D000':
			return new CannotStart(m.start_url_noDatabase({ host, database }));
	}
	if (problem instanceof DatabaseError) return new CannotStart(m.start_url_failed({ reason: problem.message }));
	return new CannotStart(m.start_url_refused({ host }));
}
