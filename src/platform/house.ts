import { openDatabase } from './database/database.ts';
import type { House } from './call.ts';
import type { EventListeners } from './events.ts';
import { elsewhere, openDisk } from './disk.ts';
import { openFileStore } from './files/file-store.ts';
import { openLog } from './log.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** Opens a house on a migrated database. End it with `house.database.close()`. */
export function openHouse(
	settings: Settings,
	secrets: Secrets,
	databaseUrl: string,
	listeners: EventListeners = new Map(),
	clock: () => Date = () => new Date(),
): House {
	return {
		settings,
		secrets,
		database: openDatabase(databaseUrl, secrets),
		disk: settings.databaseUrl === undefined ? openDisk(settings.dataDirectory) : elsewhere,
		files: openFileStore(settings.dataDirectory),
		listeners,
		log: openLog(settings),
		clock,
	};
}
