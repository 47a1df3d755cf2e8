import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Manifest = Record<string, { file: string; css?: string[] }>;

let files: Record<string, string> = {};

/**
 * Reads which file each source became, from `manifest.json` in the folder that `vite build` wrote. Called once at start;
 * without it (tests, before a build) {@link asset} answers the plain path of the source.
 */
export const readAssets = (directory: string): void => {
	const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as Manifest;
	files = Object.fromEntries(Object.entries(manifest).map(([source, { file }]) => [source, file]));
};

/** The address of a built file: `asset('src/ui/styles/portal.css')` → `/assets/portal-B2x9.css`. */
export const asset = (source: string): string => `/${files[source] ?? source}`;
