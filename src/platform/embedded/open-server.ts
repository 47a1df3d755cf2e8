import { m } from '#words';
import { openEmbedded } from './embedded.ts';
import { checkGivenServer, hostOf } from './given-server.ts';

/** The PostgreSQL of this installation, open: the one that DATABASE_URL names, else our own. */
export type DatabaseServer = {
	/** Connection of the owner of the database, who may create roles. */
	ownerUrl: string;
	/** Which one it is, for the reader: the start page and the terminal say it. */
	description: string;
	/** Calls `act` with a sentence if our own PostgreSQL stops although nobody asked it to. */
	onLoss(act: (sentence: string) => void): void;
	/** Lets go of it; our own is stopped by the last process that uses it. */
	close(): Promise<void>;
};

/** @throws CannotStart, with the one sentence that tells why */
export async function openServer(
	settings: { databaseUrl: string | undefined; dataDirectory: string },
	report: (line: string) => void,
): Promise<DatabaseServer> {
	const { databaseUrl, dataDirectory: directory } = settings;
	if (databaseUrl !== undefined) {
		await checkGivenServer(databaseUrl);
		const description = m.start_database_given({ host: hostOf(databaseUrl) });
		return { ownerUrl: databaseUrl, description, onLoss: () => {}, close: async () => {} };
	}
	const embedded = await openEmbedded({ directory, report });
	return {
		ownerUrl: embedded.ownerUrl,
		description: m.start_database_embedded({ directory }),
		onLoss: (act) => embedded.onLoss(act),
		close: () => embedded.close(),
	};
}
