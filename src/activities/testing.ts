import { sql } from 'kysely';
import { createCampaign, moveCampaign } from '#campaigns';
import type { Call, Caller, EventListeners, House } from '#platform';
import { createAccount, grantPost } from '#access';
import { aSession, as } from '../access/testing.ts';
import { plantTree, type Planted } from '../people/testing.ts';
import { enterMember } from '#people';
import { asOperator, testHouse } from '../platform/testing.ts';

type Unit = 'ministry' | 'province' | 'communeA' | 'communeB' | 'elsewhere';

/**
 * A ministry with two provinces (one of them `elsewhere`), two communes under the first; in every unit a head, a focal officer and three
 * members with accounts (`head.communeA`, `focal.province`, `member1.communeA`), and a campaign that has been issued.
 */
export type Village = {
	house: House;
	unit: Planted<Unit>;
	campaignId: number;
	/** The member behind an account. */
	memberId: (who: string) => string;
	/** Does something as a signed-in person. */
	as: <T>(who: string, act: (call: Call) => Promise<T>) => Promise<T>;
	/** The same on another day, as the demonstration does. */
	on: <T>(day: string, who: string, act: (call: Call) => Promise<T>) => Promise<T>;
	callerOf: (who: string) => Caller;
	/** What is counted for a unit and a metric. */
	counted: (unit: Unit, metric: string) => Promise<number>;
};

export async function aVillage(listeners?: EventListeners): Promise<Village> {
	const house = await testHouse({ listeners });
	const unit = await asOperator(house, (call) =>
		plantTree(call, {
			ministry: null,
			province: 'ministry',
			communeA: 'province',
			communeB: 'province',
			elsewhere: 'ministry',
		}),
	);
	const people = Object.entries(unit).flatMap(([name, unitId]) =>
		Object.entries(roles).map(([short, role]) => ({
			who: `${short}.${name}`,
			unitId,
			posts: role === 'member' ? [] : [{ role, unitId }],
		})),
	);
	const accounts = new Map<string, { accountId: string; memberId: string; caller: Caller }>();
	await asOperator(house, async (call) => {
		for (const { who, unitId, posts } of people) {
			const fullName = `Nguyễn Văn ${who}`;
			const memberId = await enterMember(call, {
				number: who,
				fullName,
				rank: null,
				email: null,
				unitId,
				position: 'Cán bộ',
				on: '2016-01-01',
			});
			const accountId = await createAccount(call, { userName: who.toLowerCase(), displayName: fullName, memberId });
			for (const post of posts) await grantPost(call, { accountId, ...post, from: '2016-01-01' });
			accounts.set(who, { accountId, memberId, caller: { kind: 'public' } });
		}
	});
	await Promise.all(
		[...accounts.values()].map(async (person) => (person.caller = await aSession(house, person.accountId))),
	);
	const campaignId = await asOperator(house, async (call) => {
		const slug = 'vi-nhan-dan-phuc-vu';
		const campaign = await createCampaign(call, {
			slug,
			unitId: unit.ministry,
			title: 'Vì nhân dân phục vụ',
			startsOn: '2016-12-19',
			endsOn: '2036-12-31',
		});
		await moveCampaign(call, slug, 'issue');
		return campaign.id;
	});
	return {
		house,
		unit,
		campaignId,
		memberId: (who) => accounts.get(who)!.memberId,
		as: (who, act) => as(house, accounts.get(who)!.caller, act),
		on: (day, who, act) =>
			asOperator(house, act, { accountId: accounts.get(who)!.accountId, now: new Date(`${day}T05:00:00Z`) }),
		callerOf: (who) => accounts.get(who)!.caller,
		counted: (name, metric) =>
			asOperator(house, async (call) => {
				const { rows } = await sql<{ sum: number }>`select coalesce(sum(a.qty), 0) as sum from act a
					join metric m on m.id = a.metric_id where m.key = ${metric} and a.unit_id = ${unit[name]}`.execute(call.db);
				return rows[0]!.sum;
			}),
	};
}

/** A unit of the village stands under another one, as if it had always done so; written as the room of the tree would write it. */
export const movesTo = (village: Village, name: Unit, to: Unit): Promise<void> =>
	asOperator(village.house, async (call) => {
		const [id, above] = [village.unit[name], village.unit[to]];
		await sql`update unit_parent set parent_id = ${above} where unit_id = ${id}`.execute(call.db);
		await sql`delete from unit_closure where descendant = ${id} and depth > 0`.execute(call.db);
		await sql`insert into unit_closure (ancestor, descendant, depth, valid)
			select ancestor, ${id}::int, depth + 1, valid from unit_closure where descendant = ${above}`.execute(call.db);
		await sql`delete from unit_standing where unit_id = ${id} and node_id <> ${id}`.execute(call.db);
		await sql`insert into unit_standing (unit_id, node_id, valid)
			select ${id}::int, node_id, valid from unit_standing where unit_id = ${above}`.execute(call.db);
	});

/** Campaigns in which no work begins for the communes of the first province: a draft of the other one, and one that is over. */
export const closedCampaigns = (village: Village): Promise<{ foreign: number; over: number }> =>
	asOperator(village.house, async (call) => {
		const campaign = async (slug: string, unitId: number) =>
			(await createCampaign(call, { slug, unitId, title: slug, startsOn: '2016-12-19', endsOn: '2036-12-31' })).id;
		const foreign = await campaign('noi-khac', village.unit.elsewhere);
		const over = await campaign('da-xong', village.unit.ministry);
		for (const move of ['issue', 'launch', 'run', 'review', 'close'] as const)
			await moveCampaign(call, 'da-xong', move);
		return { foreign, over };
	});

const roles = {
	head: 'unitHead',
	focal: 'focalOfficer',
	approver: 'approver',
	member1: 'member',
	member2: 'member',
	member3: 'member',
};
