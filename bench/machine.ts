import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import type { Bed } from './bed.ts';

/** What was measured on what: one line for above the table. */
export async function machineLine(bed: Bed): Promise<string> {
	const [cpu] = cpus();
	const { rows } = await bed.db.query<{ version: string }>('show server_version');
	const version = (rows[0] as unknown as { server_version: string }).server_version;
	const git = (...args: string[]) =>
		execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	let commit = 'unknown commit';
	try {
		commit =
			git('rev-parse', '--short', 'HEAD') +
			(git('status', '--porcelain', '--', 'src', 'database', 'bench') ? ' and changes' : '');
	} catch {
		// a copy without its history
	}
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${memory} GiB, PostgreSQL ${version}, Node ${process.version}, ${commit}, ${new Date().toISOString().slice(0, 10)}`;
}

/** How busy the machine was in the last minute, this bench included. */
export const load = (): string => loadavg()[0]!.toFixed(1);
