import { readArguments, required, work, WrongUsage, type Command } from '#platform';
import { m } from '#words';
import { recordGap } from '../record-gap.ts';

/** `log gap`: after a restored backup; see docs/ledger.md. */
export const gapCommand: Command = {
	name: 'log gap',
	usage: '--reason TEXT',
	summary: () => m.ledger_command_gap(),
	example: 'bin/vidan log gap --reason "Khôi phục bản lưu ngày 20/11/2026 sau khi hỏng đĩa"',
	async run(io, args) {
		const { values } = readArguments(args, { reason: { type: 'string' } }, 0);
		const reason = required(values.reason?.trim(), 'reason').normalize('NFC');
		if (reason.length > 1000) throw new WrongUsage('--reason');
		const shard = await work(await io.house(), { kind: 'operator', name: 'log gap' }, (call) =>
			recordGap(call, reason),
		);
		io.out(m.ledger_gap_recorded({ origin: shard.origin }));
		return 0;
	},
};
