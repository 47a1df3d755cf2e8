import { getRequestListener } from '@hono/node-server';
import { every, migrateDatabase, openHouse, openSecrets, startQueue, type House } from '#platform';
import { readAssets } from '#ui';
import type { Composition, Opened, Serving } from './composition.ts';
import { prepareFirstStart } from './first-start.ts';
import { gatherMetrics } from './metrics/metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { clientDirectory, migrationsDirectory } from './project.ts';
import { faces, listeners, loops, tasks, timetable } from './rooms.ts';
import { buildWeb } from './web/web.ts';

/** The house as `start` runs it: the database brought up to date, the first data, the faces and the worker. */
export const composition: Composition = {
	async migrate({ settings, server }) {
		await migrateDatabase(server.ownerUrl, openSecrets(settings.dataDirectory), migrationsDirectory);
	},

	async prepare(opened, options) {
		const house = houseOn(opened);
		try {
			return await prepareFirstStart(house, options, opened.report);
		} finally {
			await house.database.close();
		}
	},

	serve: (opened) => serve(houseOn(opened), opened.server.ownerUrl),
};

export const houseOn = ({ settings, server }: Pick<Opened, 'settings' | 'server'>): House =>
	openHouse(settings, openSecrets(settings.dataDirectory), server.ownerUrl, listeners);

/** Opens the faces and, unless it runs elsewhere, the worker. */
async function serve(house: House, databaseUrl: string): Promise<Serving> {
	readAssets(clientDirectory);
	const readiness = { ready: true };
	const { metricsPort } = house.settings;
	const metrics = metricsPort === undefined ? undefined : gatherMetrics(house);
	const { app, pages } = buildWeb(house, faces, clientDirectory, readiness, metrics);
	// It puts a `Response` of its own into the place of the platform's: text goes out as it is, without passing through a stream.
	const listener = getRequestListener(app.fetch);
	const stops = [every(1_000, house, () => pages.refresh(house))];
	if (metrics && metricsPort !== undefined) stops.push(await serveMetrics(house, metrics, metricsPort));
	if (house.settings.worker) {
		stops.push(...loops.map(({ milliseconds, turn }) => every(milliseconds, house, () => turn(house))));
		stops.push(await startQueue(house, databaseUrl, tasks, timetable));
	}
	return {
		answer: (request, response) => void listener(request, response),
		unready: () => (readiness.ready = false),
		async stop() {
			await Promise.all(stops.map((stop) => stop()));
			await house.database.close();
		},
	};
}
