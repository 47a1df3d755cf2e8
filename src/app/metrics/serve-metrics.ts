import { createServer } from 'node:http';
import { CannotStart, codeOf, type House } from '#platform';
import { m } from '#words';
import type { Metrics } from './metrics.ts';

/** Serves `/metrics` on the loopback under a port of its own, which no proxy of the faces leads to. Answers how to stop. */
export async function serveMetrics(house: House, metrics: Metrics, port: number): Promise<() => Promise<void>> {
	const server = createServer((request, response) => {
		if (request.url !== '/metrics') {
			response.writeHead(404).end();
			return;
		}
		metrics.text().then(
			(text) => response.setHeader('Content-Type', metrics.contentType).end(text),
			(error: unknown) => {
				house.log.error({ err: error }, 'metrics');
				response.writeHead(503).end();
			},
		);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', (problem) =>
			reject(
				codeOf(problem) === 'EADDRINUSE' ? new CannotStart(m.start_port_taken({ port, other: port + 1 })) : problem,
			),
		);
		server.listen(port, '127.0.0.1', resolve);
	});
	return () =>
		new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
}
