import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

/**
 * What the network does with what is sent. `lost`: drops it and closes nothing, and connections that knew this state stay dead, as behind a
 * router that has forgotten them. `held`: gives it out when the network is fine again, as TCP does that repeats itself. Else: milliseconds
 * that everything takes longer.
 */
export type Network = 'lost' | 'held' | number;

export type SilentProxy = {
	/** The same database, reached through here. */
	url: URL;
	become: (network: Network) => void;
	close: () => Promise<void>;
};

/** Stands between a house and its PostgreSQL, and closes nothing by itself. */
export async function silentProxy(database: URL): Promise<SilentProxy> {
	let network: Network = 0;
	const open = new Set<Socket>();
	let held: (() => void)[] = [];

	const pass = (from: Socket, to: Socket, path: { dead: boolean }) => {
		open.add(from);
		from
			.on('error', () => {})
			.on('close', () => {
				open.delete(from);
				if (!path.dead) to.destroy(); // who is cut off hears nothing of that either
			});
		from.on('data', (bytes) => {
			const give = () => void (!path.dead && to.writable && to.write(bytes));
			path.dead ||= network === 'lost';
			if (path.dead) return;
			if (network === 'held') held.push(give);
			else if (network === 0) give();
			else setTimeout(give, network as number);
		});
	};
	const server = createServer((client) => {
		const upstream = toServer(database);
		const path = { dead: network === 'lost' };
		pass(client, upstream, path);
		pass(upstream, client, path);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

	const url = new URL(database);
	url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	url.searchParams.delete('host');
	return {
		url,
		become(next) {
			network = next;
			if (next === 'held') return;
			for (const give of held) give();
			held = [];
		},
		async close() {
			for (const socket of open) socket.destroy();
			await new Promise((closed) => server.close(closed));
		},
	};
}

function toServer(database: URL): Socket {
	const directory = database.searchParams.get('host');
	return directory?.startsWith('/')
		? connect(join(directory, `.s.PGSQL.${database.port || 5432}`))
		: connect(Number(database.port || 5432), database.hostname);
}
