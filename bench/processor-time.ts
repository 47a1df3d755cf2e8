import { readdirSync, readFileSync } from 'node:fs';
import type { Bed } from './bed.ts';

/** Processor time, in milliseconds, that the server and PostgreSQL have used so far: it says less of who else is on the machine. */
export type ProcessorTime = { server: number; database: number };

export async function processorTime(bed: Bed, serverPid: number): Promise<ProcessorTime> {
	const { rows } = await bed.db.query<{ pid: number }>('select pg_backend_pid() as pid');
	const postmaster = statOf(rows[0]!.pid)?.parent;
	const backends = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map((name) => statOf(Number(name)))
		.filter((stat) => stat !== undefined && stat.parent === postmaster);
	const ended = statOf(postmaster ?? 0)?.children ?? 0;
	return {
		server: statOf(serverPid)?.own ?? 0,
		database: ended + backends.reduce((sum, stat) => sum + stat!.own, 0),
	};
}

/** A tick of the kernel's clock is a hundredth of a second on every Linux that we run on. */
const tick = 10;

function statOf(pid: number): { parent: number; own: number; children: number } | undefined {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
			.replace(/^.*\) /s, '')
			.split(' ')
			.map(Number);
		return {
			parent: fields[1]!,
			own: (fields[11]! + fields[12]!) * tick,
			children: (fields[13]! + fields[14]!) * tick,
		};
	} catch {
		return undefined;
	}
}
