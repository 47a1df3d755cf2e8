import { unitCodes } from '#organisation';
import { allow, FileProblems, isOperator, record, streamRows, transact, type Call, type CsvFile } from '#platform';
import { m } from '#words';
import { actSheet, type ActLine } from './act-sheet.ts';
import { insertActs, listTaken, type ActRow } from './act.store.ts';

/** Lines that go to the database in one statement. */
const atOnce = 5_000;

/**
 * Takes the acts of a file into a campaign, all or none. The unit of a line is the one that bore its code on its day;
 * a line whose id is there already with the same content is left as it is.
 *
 * @param progress is told how many lines have been read
 * @throws {InvalidFile} with every problem by line and column, and nothing changed
 */
export const importActs = (
	call: Call,
	campaignId: number,
	file: CsvFile,
	progress?: (lines: number) => void,
): Promise<{ read: number; written: number }> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor));
		const codes = await unitCodes(call);
		const problems = new FileProblems();
		let read = 0;
		let written = 0;
		let waiting: ActLine[] = [];
		const write = async () => {
			const rows = waiting.flatMap((line) => rowOf(call, line, campaignId, codes, problems) ?? []);
			// Once anything is wrong nothing is kept; the rest is read for its problems only.
			if (problems.total === 0) written += await insertNew(call, rows, waiting, problems);
			read += waiting.length;
			waiting = [];
			progress?.(read);
		};
		for await (const line of streamRows(file, actSheet, problems)) {
			waiting.push(line);
			if (waiting.length === atOnce) await write();
		}
		await write();
		problems.throwIfAny();
		await record(call, 'acts.imported', { payload: { campaignId, read, written } });
		return { read, written };
	});

type Codes = Awaited<ReturnType<typeof unitCodes>>;

function rowOf(
	call: Call,
	line: ActLine,
	campaignId: number,
	codes: Codes,
	problems: FileProblems,
): ActRow | undefined {
	if (line.occurred_on > call.today) {
		problems.add(line.line, m.figures_import_future(), 'occurred_on');
		return undefined;
	}
	const unitId = codes.bearer(line.unit_code, line.occurred_on);
	if (unitId === undefined) {
		problems.add(line.line, codes.problem(line.unit_code, line.occurred_on), 'unit_code');
		return undefined;
	}
	return {
		id: line.id,
		unitId,
		memberId: null,
		campaignId,
		metricId: line.metric.id,
		qty: line.qty,
		occurredOn: line.occurred_on,
		corrects: null,
		source: 'import',
		payload: line.note === null ? {} : { note: line.note },
	};
}

async function insertNew(
	call: Call,
	rows: readonly ActRow[],
	lines: readonly ActLine[],
	problems: FileProblems,
): Promise<number> {
	const written = await insertActs(call, rows);
	if (written < rows.length) {
		const taken = new Set(await listTaken(call, rows));
		for (const [first, ...more] of Map.groupBy(
			lines.filter(({ id }) => taken.has(id)),
			({ id }) => id,
		).values()) {
			if (more.length === 0) problems.add(first!.line, m.figures_import_otherContent(), 'id');
			for (const { line } of more) problems.add(line, m.figures_import_twice({ line: first!.line }), 'id');
		}
	}
	return written;
}
