import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import type { Row, Table, World } from './world.ts';

const snake = (word: string): string => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** By what the rows of a table are told apart; `id` where nothing else is said. */
const keys: Partial<Record<Table, string[]>> = {
	planText: ['planId'],
	taskVersion: ['taskId'],
	activityUnit: ['activityId', 'unitId'],
	attendance: ['activityId', 'memberId'],
	studyReading: ['documentId', 'memberId'],
	blockUnit: ['blockId', 'unitId'],
	pledgeParty: ['pledgeId', 'unitId'],
	commitmentText: ['commitmentId'],
	commitmentReturn: ['commitmentId'],
};

const keyColumns = (table: Table): string[] => keys[table] ?? ['id'];
export const keyOf = (table: Table, row: Row): string =>
	keyColumns(table)
		.map((column) => String(row[column]))
		.join(' ');

/** Puts the rows where the product keeps them. Plans are written as drafts and then moved, as their triggers want it. */
export async function plant(call: Call, world: World): Promise<void> {
	for (const [name, rows] of Object.entries(world)) {
		const drafts = name === 'plan' ? rows.map((row) => ({ ...row, state: 'draft' })) : rows;
		const columns = sql.raw(Object.keys(rows[0]!).map(snake).join(', '));
		const table = sql.raw(snake(name));
		const system = ['campaign', 'measure', 'event', 'memberMove'].includes(name) ? sql`overriding system value` : sql``;
		const json = JSON.stringify(drafts.map(withSnakes));
		await sql`insert into ${table} (${columns}) ${system}
			select ${columns} from jsonb_populate_recordset(null::${table}, ${json}::jsonb)`.execute(call.db);
	}
	await movePlans(call, world);
}

const withSnakes = (row: Row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value]));

async function movePlans(call: Call, world: World): Promise<void> {
	const steps: [state: string, more: string][] = [
		['inReview', ''],
		['signed', `, number = 1, symbol = 'KH', signed_on = app.today(), signer_name = 'A', signer_position = 'B'`],
		['issued', ', issued_on = app.today()'],
	];
	for (const [at, [state, more]] of steps.entries()) {
		const reached = steps.slice(at).map(([later]) => later);
		const ids = world.plan.filter((plan) => reached.includes(plan.state)).map(({ id }) => id);
		await sql`update plan set state = ${state} ${sql.raw(more)} where id = any (${ids}::uuid[])`.execute(call.db);
	}
}

/** One question for all tables: which rows does whoever asks see? */
export const selectAll = (tables: readonly Table[]) =>
	sql<{ seen: string }>`${kept} ${sql.join(
		tables.map((table) => {
			const key = keyColumns(table).map((column) => `${snake(column)}::text`);
			return sql.raw(`select '${table} ' || ${key.join(` || ' ' || `)} as seen from ${snake(table)}`);
		}),
		sql` union all `,
	)}`;
