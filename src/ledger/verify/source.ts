import { work, type Caller, type House } from '#platform';
import { logFile } from '../published/log-file.ts';

/** Reads a published file by its path below `/log/`; undefined when there is none. */
export type ReadFile = (path: string) => Promise<Buffer | undefined>;

/** What a log serves at an address, such as `https://example.vn/log`. */
export const filesAt =
	(address: string): ReadFile =>
	async (path) => {
		const answer = await fetch(`${address.replace(/\/$/, '')}/${path}`, { signal: AbortSignal.timeout(30_000) });
		if (answer.status === 404) return undefined;
		if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
		return Buffer.from(await answer.arrayBuffer());
	};

/** What this house would serve, read from its database. */
export const filesOf =
	(house: House, caller: Caller): ReadFile =>
	async (path) =>
		(await work(house, caller, (call) => logFile(call, path), { readOnly: true }))?.bytes;
