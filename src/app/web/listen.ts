import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

export type Listening = {
	port: number;
	/** Stops taking connections and waits for the answers under way. */
	close(): Promise<void>;
};

/** Serves on one host and port. Slow clients are cut off: 10 s for headers, 30 s for a request, 5 s idle. */
export async function listen(app: Hono, host: string, port: number): Promise<Listening> {
	const server = createServer(
		{
			maxHeaderSize: 16 * 1024,
			headersTimeout: 10_000,
			requestTimeout: 30_000,
			keepAliveTimeout: 5_000,
			connectionsCheckingInterval: 5_000,
		},
		getRequestListener(app.fetch, { overrideGlobalObjects: false }),
	);
	server.maxConnections = 2_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

async function closed(server: Server): Promise<void> {
	const ended = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeIdleConnections();
	await ended;
}
