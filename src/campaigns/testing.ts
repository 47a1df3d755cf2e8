import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { work, type Call, type Caller, type House } from '#platform';
import { asOperator } from '../platform/testing.ts';

/** Four levels, for tests: a ministry, two provinces, three communes, a team; a head and a focal officer in each. */
const tree = {
	ministry: null,
	provinceA: 'ministry',
	provinceB: 'ministry',
	communeA1: 'provinceA',
	communeA2: 'provinceA',
	communeB1: 'provinceB',
	teamA1: 'communeA1',
} as const;
export type UnitKey = keyof typeof tree;
const units = Object.keys(tree) as UnitKey[];

export type Scene = {
	house: House;
	/** Ids of units. */
	id: Record<UnitKey, number>;
	/** Acts signed in as somebody: `head.provinceA`, `focal.teamA1`, `member.communeA1`, `auditor.ministry`. */
	as<T>(who: string, act: (call: Call) => Promise<T>): Promise<T>;
	/** The session of somebody, to knock at a route with. */
	callerOf(who: string): Caller;
	/** Acts as somebody on another day. */
	on<T>(day: string, who: string, act: (call: Call) => Promise<T>): Promise<T>;
};

export async function scene(house: House): Promise<Scene> {
	const id = {} as Record<UnitKey, number>;
	const tokens = new Map<string, string>();
	const accounts = new Map<string, string>();
	await asOperator(house, async (call) => {
		for (const key of units) id[key] = await insertUnit(call, key);
		for (const key of units) await insertLine(call, id, key);
		for (const key of units) {
			for (const [short, role] of Object.entries(roles)) {
				const account = await insertAccount(call, `${short}.${key}`.toLowerCase(), id[key], role);
				accounts.set(`${short}.${key}`, account.id);
				tokens.set(`${short}.${key}`, account.token);
			}
		}
	});
	const callerOf = (who: string): Caller => ({ kind: 'session', token: tokens.get(who)! });
	return {
		house,
		id,
		callerOf,
		as: (who, act) => work(house, callerOf(who), act),
		on: (day, who, act) => asOperator(house, act, { accountId: accounts.get(who)!, now: new Date(`${day}T05:00:00Z`) }),
	};
}

const roles = { head: 'unitHead', focal: 'focalOfficer', auditor: 'auditor', member: 'member' };
const always = sql`daterange('2000-01-01', null)`;

async function insertUnit(call: Call, key: UnitKey): Promise<number> {
	const { rows } = await sql<{ id: number }>`insert into unit (born) values ('2000-01-01') returning id`.execute(
		call.db,
	);
	const unitId = rows[0]!.id;
	await sql`insert into unit_name (unit_id, tree, name, short, kind, code, valid)
		values (${unitId}, 'main', ${`Đơn vị ${key}`}, ${key.toUpperCase()}, ${key.replace(/[A-Z].*/, '')}, ${key}, ${always})`.execute(
		call.db,
	);
	await sql`insert into unit_heir values (${unitId}, ${always}, ${unitId}, 1, true, ${always})`.execute(call.db);
	return unitId;
}

async function insertLine(call: Call, id: Record<UnitKey, number>, key: UnitKey): Promise<void> {
	const parent = tree[key];
	await sql`insert into unit_parent (unit_id, parent_id, valid) values (${id[key]}, ${parent && id[parent]}, ${always})`.execute(
		call.db,
	);
	let depth = 0;
	for (let above: UnitKey | null = key; above; above = tree[above]) {
		await sql`insert into unit_closure values (${id[above]}, ${id[key]}, ${depth++}, ${always})`.execute(call.db);
		await sql`insert into unit_standing values (${id[key]}, ${id[above]}, ${always})`.execute(call.db);
	}
}

async function insertAccount(
	call: Call,
	name: string,
	unitId: number,
	role: string,
): Promise<{ id: string; token: string }> {
	const token = `token of ${name}`;
	const hash = createHash('sha256').update(token).digest();
	const { rows } = await sql<{ id: string }>`
		with person as (insert into member (number, full_name) values (${name}, ${name}) returning id),
			serving as (insert into posting (member_id, unit_id, position, valid) select id, ${unitId}, 'Thủ trưởng', ${always} from person),
			known as (insert into account (user_name, member_id, display_name) select ${name}, id, ${`Người ${name}`} from person returning id),
			entered as (insert into session (token_hash, account_id, elevated_at) select ${hash}, id, now() from known),
			posted as (insert into post (account_id, role, unit_id, valid) select id, ${role}, ${unitId}, ${always} from known)
		select id from known`.execute(call.db);
	return { id: rows[0]!.id, token };
}
