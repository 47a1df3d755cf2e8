import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readArguments, readSettings, type Caller, type Command, type CommandIO } from '#platform';
import { dayIn, formatNumber, m } from '#words';
import { readSeen, writeSeen } from '../verify/seen-heads.ts';
import { filesAt, filesOf } from '../verify/source.ts';
import { verifyLog, type Verification } from '../verify/verify-log.ts';

const caller: Caller = { kind: 'operator', name: 'log verify' };

/** `log verify`: of an address without any database, or of the own one. Exit code 1 at any problem. */
export const verifyLogCommand: Command = {
	name: 'log verify',
	usage: '[--from URL] [--receipt FILE] [--key KEY] [--state FILE] [--json]',
	summary: () => m.ledger_command_verify(),
	example: 'bin/vidan log verify --from https://example.vn/log --receipt giay-hen.txt',
	run,
};

async function run(io: CommandIO, args: string[]): Promise<number> {
	const { values } = readArguments(
		args,
		{
			from: { type: 'string' },
			receipt: { type: 'string', multiple: true, default: [] },
			key: { type: 'string' },
			state: { type: 'string' },
			json: { type: 'boolean', default: false },
		},
		0,
	);
	const read = values.from ? filesAt(values.from) : filesOf(await io.house(), caller);
	const promises = await Promise.all(values.receipt.map((file) => readFile(file, 'utf8')));
	const state = values.state ?? join(readSettings(process.env).dataDirectory, 'log', 'seen.json');
	const place = values.from ?? 'own';
	const all = readSeen(state);
	const now = new Date();
	const found = await verifyLog(read, { key: values.key, promises, seen: all[place], now, today: dayIn(now) });
	// What was seen is forgotten for nothing that is wrong: the next look must find it wrong again.
	if (found.problems.length === 0) await writeSeen(state, { ...all, [place]: found.seen });
	if (values.json) io.out(JSON.stringify(found));
	else say(io, found, all[place] === undefined && values.key === undefined);
	return found.problems.length === 0 ? 0 : 1;
}

function say(io: CommandIO, { key, shards, leaves, problems, promises }: Verification, first: boolean): void {
	for (const { origin, size, root } of shards) io.out(`${origin}  ${formatNumber(size)}  ${root}`);
	io.out(m.ledger_verify_key({ key }));
	if (first) io.out(m.ledger_verify_firstLook());
	for (const state of promises.filter((state) => state === 'kept' || state === 'pending'))
		io.out(state === 'kept' ? m.ledger_verify_promiseKept() : m.ledger_verify_promisePending());
	for (const problem of problems) io.err(problem);
	io.out(
		problems.length === 0
			? m.ledger_verify_well({ leaves: formatNumber(leaves) })
			: m.ledger_verify_wrong({ problems: formatNumber(problems.length) }),
	);
}
