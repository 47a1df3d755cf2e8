import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { m } from '#words';
import { CannotStart, codeOf } from '#platform';
import { waitingPage } from './start-waiting-page.ts';

/** The listening side of the server: opened first, so that a taken port is known before any work is done. */
export type Doors = {
	port: number;
	/** From now on requests are answered by `listener`; until then by a page that asks to wait, and “not ready”. */
	answerWith(listener: RequestListener): void;
	/** Takes no more connections and waits for the answers under way; what is left after `seconds` is cut. */
	close(seconds: number): Promise<void>;
};

/**
 * Slow clients are cut off: 10 s for the headers, 5 s between requests. A form that is still coming after 30 s is let go on while it comes
 * fast enough (platform/http/body.ts), at most ten minutes: files of 25 MB are sent from telephones.
 */
const limits = {
	maxHeaderSize: 16 * 1024,
	headersTimeout: 10_000,
	requestTimeout: 600_000,
	keepAliveTimeout: 5_000,
	connectionsCheckingInterval: 5_000,
};

/** Listens on `host`; for 127.0.0.1 also on ::1 where there is one, since `localhost` may mean either. */
export async function openDoors(host: string, port: number): Promise<Doors> {
	let answer: RequestListener = waitingPage;
	let closing = false;
	const open = async (address: string, at: number) => {
		const server = createServer(limits, (request, response) => {
			if (closing) response.setHeader('Connection', 'close');
			answer(request, response);
		});
		server.maxConnections = 2_000;
		await listening(server, address, at);
		return server;
	};
	const first = await open(host, port).catch((problem: unknown) => {
		throw whyClosed(problem, host, port);
	});
	const given = (first.address() as AddressInfo).port;
	const servers = [first];
	if (host === '127.0.0.1') {
		try {
			servers.push(await open('::1', given));
		} catch (problem) {
			// A machine without IPv6 is fine; another program there would answer in our place.
			if (codeOf(problem) === 'EADDRINUSE') throw (first.close(), whyClosed(problem, '::1', given));
		}
	}
	return {
		port: given,
		answerWith: (listener) => (answer = listener),
		close: async (seconds) => {
			closing = true;
			await Promise.all(servers.map((server) => closed(server, seconds)));
		},
	};
}

const listening = (server: Server, host: string, port: number) =>
	new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen({ port, host }, () => {
			server.off('error', reject);
			resolve();
		});
	});

async function closed(server: Server, seconds: number): Promise<void> {
	const ended = new Promise<void>((resolve) => server.close(() => resolve()));
	const idle = setInterval(() => server.closeIdleConnections(), 20);
	await Promise.race([ended, pause(seconds * 1000, undefined, { ref: false })]);
	clearInterval(idle);
	server.closeAllConnections();
}

function whyClosed(problem: unknown, host: string, port: number): unknown {
	switch (codeOf(problem)) {
		case 'EADDRINUSE':
			return new CannotStart(m.start_port_taken({ port, other: port + 1 }));
		case 'EACCES':
			return new CannotStart(m.start_port_forbidden({ port }));
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return new CannotStart(m.start_host_unknown({ host }));
		default:
			return problem;
	}
}
