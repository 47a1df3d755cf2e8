import { Conflict, readArguments, work, type Call, type Command } from '#platform';
import { formatDateTime, formatNumber, m } from '#words';
import { countWaiting, findHead, listShards } from '../log.store.ts';
import { signerFor } from '../log-name.ts';
import { keyLine } from '../note/key.ts';
import { judgeHead } from '../sequencer/judge-head.ts';
import { readKeptHead } from '../sequencer/kept-head.ts';

/** `log show`: how the log stands, and whether it can be signed. */
export const showLogCommand: Command = {
	name: 'log show',
	usage: '',
	summary: () => m.ledger_command_show(),
	example: 'bin/vidan log show',
	async run(io, args) {
		readArguments(args, {}, 0);
		const house = await io.house();
		return work(house, { kind: 'operator', name: 'log show' }, (call) => show(call, (line) => io.out(line)), {
			readOnly: true,
		});
	},
};

async function show(call: Call, out: (line: string) => void): Promise<number> {
	for (const { number, origin } of (await listShards(call)).toReversed()) {
		const head = await findHead(call, number);
		if (!head) continue;
		out(`${origin}  ${formatNumber(head.size)}  ${head.root.toString('base64')}  ${formatDateTime(head.signedAt)}`);
		out(keyLine(signerFor(call.house, origin)));
	}
	const { open, held } = await countWaiting(call);
	out(m.ledger_show_waiting({ open: formatNumber(open), held: formatNumber(held) }));
	try {
		await judgeHead(call, await readKeptHead(call.house));
		return 0;
	} catch (error) {
		if (!(error instanceof Conflict)) throw error;
		out(error.message);
		return 1;
	}
}
