import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: from the built file as from the source. */
const root = upTo('package.json', dirname(fileURLToPath(import.meta.url)));

export const migrationsDirectory = join(root, 'database/migrations');
export const clientDirectory = join(root, 'dist/client');
export const logVerifier = join(root, 'tools/verify.py');

function upTo(name: string, directory: string): string {
	return existsSync(join(directory, name)) ? directory : upTo(name, dirname(directory));
}
