import { csvLine, NotFound, readArguments, requiredDate, type Call, type Command } from '#platform';
import { formatDate, m } from '#words';
import { findBearer, listUnits } from '../store/units.store.ts';
import { asOperator } from './operator.ts';

export const unitsListCommand: Command = {
	name: 'units list',
	usage: '--on DATE [--root CODE] [--json]',
	summary: () => m.organisation_command_list(),
	example: 'bin/vidan units list --on 2025-07-01 --root 25',
	async run(io, args) {
		const options = { on: { type: 'string' }, root: { type: 'string' }, json: { type: 'boolean' } } as const;
		const { values } = readArguments(args, options, 0);
		const on = requiredDate(values.on, 'on');
		const units = await asOperator(io, async (call) => listUnits(call, on, await rootNamed(call, values.root, on)));
		const rows = units.map(({ code, name, kind, parentCode }) => ({ code, name, kind, parent_code: parentCode }));
		if (values.json) io.out(JSON.stringify(rows));
		else
			for (const cells of [['code', 'name', 'kind', 'parent_code'], ...rows.map((row) => Object.values(row))])
				io.out(csvLine(cells));
		return 0;
	},
};

async function rootNamed(call: Call, code: string | undefined, on: string): Promise<number | undefined> {
	if (code === undefined) return undefined;
	const root = await findBearer(call, code.normalize('NFC'), on);
	if (!root) throw new NotFound(() => m.organisation_code_unknown({ code, date: formatDate(on) }));
	return root.id;
}
