import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What a newcomer's first start loads: sixteen months lived through the real use cases. Afterwards every figure is recomputed, and the log
 * and the contents it names are verified.
 */
const directory = mkdtempSync(join(tmpdir(), 'vidan-demonstration-'));
const { DATABASE_URL: _, ...env } = process.env;
const vidan = (...args: string[]) =>
	execFileSync('bin/vidan', args, { env: { ...env, VIDAN_DATA: directory }, stdio: ['ignore', 'ignore', 'inherit'] });
try {
	vidan('demo', 'load');
	vidan('figures', 'verify');
	vidan('log', 'verify');
	vidan('log', 'content');
} finally {
	rmSync(directory, { recursive: true, force: true });
}
