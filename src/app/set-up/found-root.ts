import { importUnits, readDocumentFile, findRoot, unitSheet } from '#organisation';
import { csvLine, fileFromText, Invalid, InvalidFile, transact, type Call } from '#platform';
import { markInstallation } from '#portal';
import { m } from '#words';
import type { RootUnit } from './set-up.form.ts';

const columns = ['code', 'name', 'kind', 'parent_code', 'publishable'];

/**
 * Makes the root of the tree, as an import of one unit: a code or a name that no import takes is not taken here either. It
 * may be shown to the public, whose portal bears its name. Throws `Invalid` by field.
 */
export const foundRoot = (call: Call, { code, name, kind, on }: RootUnit): Promise<void> =>
	transact(call, async (call) => {
		if (on > call.today) throw Invalid.at('on', () => m.setup_root_on_future());
		const file = [columns, [code, name, kind, '', 'true']].map(csvLine).join('\n');
		try {
			await importUnits(call, on, await readDocumentFile(fileFromText(file, 'root.csv'), unitSheet));
		} catch (problem) {
			throw problem instanceof InvalidFile ? byField(problem) : problem;
		}
		await markInstallation(call, { rootUnitId: (await findRoot(call, on))!.id });
	});

/** A problem of a line of the file is one of a field of the form. */
function byField(problem: InvalidFile): Invalid {
	const fields = Object.fromEntries(problem.problems.map(({ column = 'code', says }) => [column, () => says]));
	return new Invalid(problem.words, fields);
}
