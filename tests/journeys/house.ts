import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, type House } from '#platform';
import { composition, houseOn } from '../../src/app/compose.ts';
import { openEmbedded } from '../../src/platform/embedded/embedded.ts';

/** A house that a browser can walk through; `house` is for planting what stood before and for doing the clock's part. */
export type OpenHouse = { house: House; origin: string; close(): Promise<void> };

/** The whole built house with its worker, on a PostgreSQL and a port of its own; its folder is removed at the end. */
export async function openWholeHouse(): Promise<OpenHouse> {
	const directory = mkdtempSync(join(tmpdir(), 'vidan-journey-'));
	const postgres = await openEmbedded({ directory, report: () => {} });
	const door = await openDoor();
	const { port } = door.address() as AddressInfo;
	const origin = `http://localhost:${port}`;
	const settings = readSettings({
		VIDAN_DATA: directory,
		VIDAN_LOG: 'error',
		VIDAN_ORIGIN: origin,
		PORT: String(port),
	});
	const server = { ...postgres, description: 'a throw-away PostgreSQL' };
	const opened = { settings, server, report: () => {} };
	await composition.migrate(opened);
	const serving = await composition.serve(opened);
	door.on('request', serving.answer);
	const house = houseOn(opened);
	return {
		house,
		origin,
		async close() {
			door.close();
			door.closeAllConnections();
			await serving.stop();
			await house.database.close();
			await postgres.close();
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

const openDoor = () =>
	new Promise<Server>((resolve) => {
		const door = createServer().listen(0, '127.0.0.1', () => resolve(door));
	});
