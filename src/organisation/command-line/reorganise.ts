import { fileFromPath, readArguments, required, requiredDate, type Command, type CommandIO } from '#platform';
import { formatDate, formatNumber, m } from '#words';
import { applyFile } from '../documents/apply-document.ts';
import { checkFile } from '../documents/check-reorganisation.ts';
import { readDocumentFile } from '../documents/read-file.ts';
import { reorganisationSheet } from '../plan/sheets.ts';
import type { Changes } from '../tree/changes.ts';
import { asOperator } from './operator.ts';
import { tallied, tally, tellWarnings } from '../documents/tally.ts';

const usage = 'FILE --on DATE --decision NO [--json]';

export const reorganiseCheckCommand: Command = {
	name: 'reorganise check',
	usage,
	summary: () => m.organisation_command_check(),
	example: 'bin/vidan reorganise check reorganisation-2025-07-01.csv --on 2025-07-01 --decision "202/2025/QH15"',
	async run(io, args) {
		const { about, file, json } = await read(io, args);
		const checked = await asOperator(io, (call) => checkFile(call, about, file));
		if (!checked) return tellAlready(io, json);
		tellWarnings(io, checked.warnings);
		tell(io, json, 'checked', about.on, checked.changes);
		return 0;
	},
};

export const reorganiseApplyCommand: Command = {
	name: 'reorganise apply',
	usage,
	summary: () => m.organisation_command_apply(),
	example: 'bin/vidan reorganise apply reorganisation-2025-07-01.csv --on 2025-07-01 --decision "202/2025/QH15"',
	async run(io, args) {
		const { about, file, json } = await read(io, args);
		const changes = await asOperator(io, (call) => applyFile(call, { ...about, fileSha256: file.sha256 }));
		if (!changes) return tellAlready(io, json);
		tell(io, json, 'applied', about.on, changes);
		return 0;
	},
};

async function read(io: CommandIO, args: string[]) {
	const options = { on: { type: 'string' }, decision: { type: 'string' }, json: { type: 'boolean' } } as const;
	const { values, positionals } = readArguments(args, options, 1);
	const about = {
		on: requiredDate(values.on, 'on'),
		decisionNo: required(values.decision, 'decision').normalize('NFC').trim(),
	};
	const file = await readDocumentFile(await fileFromPath(positionals[0]!), reorganisationSheet);
	io.err(m.organisation_progress_read({ count: formatNumber(file.rows.length) }));
	return { about, file, json: values.json === true };
}

function tell(io: CommandIO, json: boolean, state: 'checked' | 'applied', on: string, changes: Changes): void {
	const counts = tally(changes);
	if (json) io.out(JSON.stringify({ state, on, ...counts }));
	else if (state === 'checked') io.out(m.organisation_checked({ date: formatDate(on), tally: tallied(counts) }));
	else io.out(m.organisation_applied({ date: formatDate(on), tally: tallied(counts) }));
}

function tellAlready(io: CommandIO, json: boolean): number {
	if (json) io.out(JSON.stringify({ state: 'alreadyApplied' }));
	else io.out(m.organisation_applied_already());
	return 0;
}
