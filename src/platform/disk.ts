import { statfsSync } from 'node:fs';
import { m } from '#words';
import { Unavailable } from './problems.ts';

/** The room on the disk of our own PostgreSQL. */
export type Disk = {
	hasRoom(): boolean;
	/** @throws {Unavailable} saying that nothing was taken in */
	requireRoom(): void;
};

/**
 * So much is left for what was answered already: PostgreSQL that finds no byte for its write-ahead log stops, reads and all, and needs
 * room to come back. Four segments of that log.
 */
const reserve = 64 * 1024 * 1024;

/** Looked at anew each time: it costs some microseconds. */
export function openDisk(directory: string): Disk {
	const hasRoom = () => {
		const { bavail, bsize } = statfsSync(directory);
		return bavail * bsize > reserve;
	};
	return {
		hasRoom,
		requireRoom() {
			if (!hasRoom()) throw new Unavailable(() => m.platform_diskFull_detail(), 30);
		},
	};
}

/** Another PostgreSQL looks after its own disk. */
export const elsewhere: Disk = { hasRoom: () => true, requireRoom: () => {} };
