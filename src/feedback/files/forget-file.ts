import type { House } from '#platform';

/** Removes a file that no row names any more, after the commit. What cannot be removed is logged: nothing opens it, its key is gone, and the sweep tries again. */
export function forgetFile(house: House, sha256: string): void {
	house.files.forget(sha256).catch((error: unknown) => {
		house.log.error({ sha256, error: error instanceof Error ? error.name : typeof error }, 'file not removed');
	});
}
