import type { FileProblems } from '#platform';
import { m } from '#words';
import type { ReorganisationRow } from './sheets.ts';

/** One row, understood. `alter` is a rename, a move, or both. */
export type Operation = { line: number } & (
	| { op: 'create'; code: string; name: string; kind: string; parentCode: string }
	| {
			op: 'alter';
			code: string;
			newCode: string | null;
			name: string | null;
			kind: string | null;
			parentCode: string | null;
	  }
	| { op: 'merge'; code: string; intoCode: string }
	| { op: 'split'; code: string; intoCode: string; share: string | null }
	| { op: 'abolish'; code: string }
);

type Column = Exclude<keyof ReorganisationRow, 'op' | 'line'>;

/** What each op needs and what it may have besides. A rename may also move, and a move rename: both mean one thing only. */
const shapes: Record<ReorganisationRow['op'], { needs: Column[]; may: Column[] }> = {
	create: { needs: ['new_code', 'new_name', 'new_kind', 'new_parent_code'], may: [] },
	rename: { needs: ['code', 'new_name'], may: ['new_code', 'new_kind', 'new_parent_code'] },
	move: { needs: ['code', 'new_parent_code'], may: ['new_code', 'new_name', 'new_kind'] },
	merge: { needs: ['code', 'into_code'], may: [] },
	split: { needs: ['code', 'into_code'], may: ['share'] },
	abolish: { needs: ['code'], may: [] },
};

/** Reads a row by its op; undefined, with the problems told, when cells are missing or have no meaning for it. */
export function readOperation(row: ReorganisationRow, problems: FileProblems): Operation | undefined {
	const { op, line } = row;
	const { needs, may } = shapes[op];
	const empty = needs.filter((column) => row[column] === null);
	const idle = columns.filter((column) => row[column] !== null && !needs.includes(column) && !may.includes(column));
	for (const column of empty) problems.add(line, m.organisation_op_needs({ op }), column);
	for (const column of idle) {
		// All of a unit passes in a merge; writing so is harmless.
		if (op === 'merge' && column === 'share' && Number(row.share) === 1) continue;
		problems.add(line, m.organisation_op_idle({ op }), column);
	}
	return empty.length > 0 ? undefined : meaning(row);
}

const columns: Column[] = ['code', 'into_code', 'new_code', 'new_name', 'new_kind', 'new_parent_code', 'share'];

/** Only for rows whose needed cells are there. */
function meaning(row: ReorganisationRow): Operation {
	const { line, op, new_name: name, new_kind: kind, new_code: newCode, new_parent_code: parentCode, share } = row;
	const code = row.code!;
	const intoCode = row.into_code!;
	if (op === 'create') return { line, op, code: newCode!, name: name!, kind: kind!, parentCode: parentCode! };
	if (op === 'merge') return { line, op, code, intoCode };
	if (op === 'split') return { line, op, code, intoCode, share };
	if (op === 'abolish') return { line, op, code };
	return { line, op: 'alter', code, newCode, name, kind, parentCode };
}
