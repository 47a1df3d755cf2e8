import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eachMessage } from './wire.ts';

/**
 * Where a conversation is cut: at a statement that `at` chooses by its text (empty for prepared ones) and by its number since the
 * cut was ordered. `delivered`: the server still gets it and does it, and nobody hears that it did.
 */
export type Cut = { at: (statement: string, nth: number) => boolean; delivered: boolean };

export type CuttingProxy = {
	/** The same database, reached through here. */
	url: URL;
	/** Cuts once; tells whether it came to that when it is asked the next time. */
	cut: (cut: Cut) => { done: boolean };
	/** Cuts no more, if it has not come to it. */
	spare: () => void;
	close: () => Promise<void>;
};

/** Stands between a house and its PostgreSQL, and understands just enough of what they say to know where to cut. */
export async function cuttingProxy(database: URL): Promise<CuttingProxy> {
	const directory = mkdtempSync(join(tmpdir(), 'vidan-cut-'));
	const open = new Set<Socket>();
	let ordered: { cut: Cut; nth: number; told: { done: boolean } } | undefined;

	const cuts = (statement: string): boolean => {
		if (!ordered) return false;
		ordered.nth += 1;
		return ordered.cut.at(statement, ordered.nth);
	};
	const server = createServer((client) => {
		const upstream = toServer(database);
		for (const socket of [client, upstream]) {
			open.add(socket);
			socket.on('error', () => {}).on('close', () => open.delete(socket));
		}
		upstream.on('data', (bytes) => void (client.writable && client.write(bytes)));
		upstream.on('close', () => client.destroy());
		client.on('close', () => upstream.end());
		const read = eachMessage();
		client.on('data', (bytes) => {
			for (const { message, statement } of read(bytes)) {
				const cut = statement !== undefined && cuts(statement) ? ordered! : undefined;
				if (!cut || cut.cut.delivered) upstream.write(message);
				if (!cut) continue;
				ordered = undefined;
				cut.told.done = true;
				upstream.removeAllListeners('data').resume();
				client.removeAllListeners('data').destroy();
				return;
			}
		});
	});
	await new Promise<void>((ready) => server.listen(join(directory, '.s.PGSQL.5432'), ready));

	const url = new URL(database);
	url.host = 'localhost:5432';
	url.searchParams.set('host', directory);
	return {
		url,
		cut(cut) {
			const told = { done: false };
			ordered = { cut, nth: 0, told };
			return told;
		},
		spare: () => (ordered = undefined),
		async close() {
			for (const socket of open) socket.destroy();
			await new Promise((closed) => server.close(closed));
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

function toServer(database: URL): Socket {
	const directory = database.searchParams.get('host');
	return directory?.startsWith('/')
		? connect(join(directory, `.s.PGSQL.${database.port || 5432}`))
		: connect(Number(database.port || 5432), database.hostname);
}
