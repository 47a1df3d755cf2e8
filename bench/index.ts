import { parseArgs } from 'node:util';
import { acts } from './acts.ts';
import { makeBed, type Bed } from './bed.ts';
import type { Bench } from './bench.ts';
import { dashboard } from './dashboard.ts';
import { filing } from './filing.ts';
import { follow } from './follow.ts';
import { importMembers } from './import-members.ts';
import { issue } from './issue.ts';
import { latency } from './latency.ts';
import { ledger } from './ledger.ts';
import { load, machineLine } from './machine.ts';
import { now } from './now.ts';
import { reorganise } from './reorganise.ts';
import { tableOf, writeReport, type Measured } from './report.ts';
import { submit } from './submit.ts';
import { tree } from './tree.ts';
import { verify } from './verify.ts';

/**
 * `npm run bench`: what the house can do, on its own PostgreSQL in a folder of its own that is removed again.
 *
 *     npm run bench -- --scale 0.02                    a fiftieth of the size, for trying
 *     npm run bench -- --only submit,dashboard         these, and what they need
 *     npm run bench -- --keep /tmp/bed                 keeps the data there; the next run goes on with it
 *     npm run bench -- --write                         puts the table into docs/performance.md
 */
const benches: readonly Bench[] = [
	tree,
	importMembers,
	acts,
	issue,
	reorganise,
	now,
	verify,
	dashboard,
	submit,
	latency,
	ledger,
	filing,
	follow,
];

const { values } = parseArgs({
	options: {
		scale: { type: 'string', default: '1' },
		only: { type: 'string' },
		keep: { type: 'string' },
		write: { type: 'boolean', default: false },
	},
});
const scale = Number(values.scale);
if (!(scale > 0 && scale <= 1)) throw new RangeError('--scale is above 0 and at most 1');

const say = (line: string) => console.error(line);
const bed = await makeBed(scale, values.keep, say);
const stop = () => void bed.close().finally(() => process.exit(1));
process.once('SIGINT', stop).once('SIGTERM', stop);
try {
	const machine = await machineLine(bed);
	const measured = await measure(bed, chosen(values.only?.split(',')));
	const table = tableOf(measured);
	console.log(`\n${machine}${scale === 1 ? '' : `, scale ${scale}`}\n\n${table}`);
	if (values.write) await writeReport(machine, table);
} finally {
	await bed.close();
}

/** Those that were named with those they need, in the order of the list. */
function chosen(names: readonly string[] | undefined): Bench[] {
	if (!names) return [...benches];
	const wanted = new Set<string>();
	const add = (name: string) => {
		const bench = benches.find((each) => each.name === name);
		if (!bench) throw new RangeError(`no bench is called ${name}: ${benches.map((each) => each.name).join(', ')}`);
		wanted.add(name);
		bench.needs.forEach(add);
	};
	names.forEach(add);
	return benches.filter(({ name }) => wanted.has(name));
}

async function measure(bed: Bed, benches: readonly Bench[]): Promise<Measured[]> {
	const measured: Measured[] = [];
	for (const bench of benches) {
		if (bed.done.has(bench.name)) continue;
		say(`${bench.name} …`);
		const lines = await bench.run(bed);
		if (bench.keeps) await bed.keep(bench.name);
		measured.push({ name: bench.name, load: load(), lines });
		for (const { what, measured } of lines) say(`  ${what}: ${measured}`);
	}
	return measured;
}
