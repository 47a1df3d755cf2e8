import { m } from '#words';
import { lineOf, unitCodes } from '#organisation';
import {
	allow,
	FileProblems,
	Invalid,
	InvalidFile,
	isOperator,
	record,
	refusedAs,
	streamRows,
	transact,
	type Call,
	type CsvFile,
} from '#platform';
import { mayKeepMembers } from '../people.policy.ts';
import {
	compareRows,
	leaveRoom,
	listRefused,
	makeRoom,
	measureRows,
	putRows,
	saveExemptions,
	saveImport,
	saveMoves,
	saveNewMembers,
	saveFirstPostings,
	savePostingChanges,
	saveWords,
	sourceOf,
	type Difference,
	type Incoming,
	type Source,
} from './incoming.store.ts';
import { memberSheet } from './members-sheet.ts';

export type ImportedMembers = Difference & { rows: number };

/** More than anybody prepares by hand; larger files go through the command line, which has room for them. */
export const mostInBrowser = 5_000;

/** Small enough that the transaction never waits long between two of them, on a busy machine too. */
const batch = 2_000;

/**
 * Takes in a file of members as they serve from a day on: a new number is a new member, a known one gets the name, rank
 * and address of the file, and another unit from that day on. Done again with the same file, it changes nothing.
 *
 * @param progress told how many rows were read
 * @throws {InvalidFile} with every problem by line and column, and nothing changed
 */
export const importMembers = (
	call: Call,
	file: CsvFile,
	on: string,
	progress: (rows: number) => void = () => {},
): Promise<ImportedMembers> =>
	transact(call, async (call) => {
		const done = await takeIn(call, file, on, progress);
		await leaveRoom(call);
		return done;
	});

async function takeIn(
	call: Call,
	file: CsvFile,
	on: string,
	progress: (rows: number) => void,
): Promise<ImportedMembers> {
	const { source, rows } = isOperator(call.actor)
		? await readAll(call, file, on, progress)
		: await readSome(call, file, on);
	const difference = await compareRows(call, source, on);
	const id = crypto.randomUUID();
	const { added, moved, changed } = difference;
	if (added > 0) await saveNewMembers(call, source).catch(refuseTwice);
	if (added + moved > 0) await saveMoves(call, source, on, id);
	if (moved + changed > 0) await saveWords(call, source);
	if (moved + changed > 0) await savePostingChanges(call, source, on);
	if (added + moved > 0) await saveFirstPostings(call, source, on);
	const exempted = await saveExemptions(call, source, on);
	if (added + moved + changed + exempted === 0) return { ...difference, rows };
	await saveImport(call, {
		id,
		onDate: on,
		fileName: file.name.slice(0, 200),
		rowCount: rows,
		added,
		moved,
		changed,
	});
	await record(call, 'members.imported', { subject: id, payload: { importId: id, on, added, moved } });
	return { ...difference, rows };
}

/** What {@link importMembers} would do, without doing it. For as many rows as a browser may send. */
export async function previewMembers(call: Call, file: CsvFile, on: string): Promise<ImportedMembers> {
	const { source, rows } = await readSome(call, file, on);
	return { ...(await compareRows(call, source, on)), rows };
}

/** For the command line: into a temporary table, while the file is read. */
async function readAll(
	call: Call,
	file: CsvFile,
	on: string,
	progress: (rows: number) => void,
): Promise<{ source: Source; rows: number }> {
	const source = await makeRoom(call);
	let waiting: Incoming[] = [];
	let rows = 0;
	for await (const row of incoming(call, file, on)) {
		waiting.push(row);
		rows++;
		if (waiting.length < batch) continue;
		await putRows(call, waiting);
		waiting = [];
		progress(rows);
	}
	await putRows(call, waiting);
	await measureRows(call);
	progress(rows);
	return { source, rows };
}

/** For a person: the rows themselves, all of units that they keep. */
async function readSome(call: Call, file: CsvFile, on: string): Promise<{ source: Source; rows: number }> {
	const rows: Incoming[] = [];
	for await (const row of incoming(call, file, on)) {
		rows.push(row);
		if (rows.length > mostInBrowser)
			throw new InvalidFile([{ line: 0, says: m.people_import_tooMany({ most: mostInBrowser }) }]);
	}
	for (const unitId of new Set(rows.map((row) => row.unitId))) {
		allow(mayKeepMembers(call.actor, await lineOf(call, unitId)));
	}
	const source = sourceOf(rows);
	const problems = new FileProblems();
	for (const { line, why } of await listRefused(call, source, on)) {
		if (why === 'notKept') problems.add(line, m.people_import_notKept(), 'number');
		else if (why === 'servesElsewhere') problems.add(line, m.people_import_servesElsewhere(), 'number');
		else if (why === 'exemptsOneself') problems.add(line, m.people_import_oneself(), 'exempt_reason');
		else problems.add(line, m.people_import_postsOneself(), 'unit_code');
	}
	problems.throwIfAny();
	return { source, rows: rows.length };
}

/** The rows with their units found. @throws {InvalidFile} when the file has ended and anything in it was wrong */
async function* incoming(call: Call, file: CsvFile, on: string): AsyncGenerator<Incoming> {
	const codes = await unitCodes(call);
	const problems = new FileProblems();
	const seen = new Map<string, number>();
	for await (const row of streamRows(file, memberSheet, problems)) {
		const before = seen.get(row.number);
		seen.set(row.number, before ?? row.line);
		if (before !== undefined)
			problems.add(row.line, m.people_import_twice({ number: row.number, line: before }), 'number');
		const unitId = codes.bearer(row.unit_code, on);
		if (unitId === undefined) problems.add(row.line, codes.problem(row.unit_code, on), 'unit_code');
		if (unitId === undefined || problems.total > 0) continue;
		yield {
			line: row.line,
			newId: crypto.randomUUID(),
			number: row.number,
			fullName: row.full_name,
			unitId,
			position: row.position ?? '',
			rank: row.rank,
			email: row.email,
			exemptReason: row.exempt_reason,
		};
	}
	problems.throwIfAny();
}

/** A number that belongs to somebody whom the caller may not see. */
const refuseTwice = refusedAs('23505', (constraint) =>
	constraint.includes('number') ? Invalid.at('file', () => m.people_import_elsewhere()) : undefined,
);
