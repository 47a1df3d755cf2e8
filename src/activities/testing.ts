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
	caller: (who: string) => Caller;
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
		caller: (who) => accounts.get(who)!.caller,
		counted: (name, metric) =>
			asOperator(house, async (call) => {
				const { rows } = await sql<{ sum: number }>`select coalesce(sum(a.qty), 0) as sum from act a
					join metric m on m.id = a.metric_id where m.key = ${metric} and a.unit_id = ${unit[name]}`.execute(call.db);
				return rows[0]!.sum;
			}),
	};
}

const roles = {
	head: 'unitHead',
	focal: 'focalOfficer',
	approver: 'approver',
	member1: 'member',
	member2: 'member',
	member3: 'member',
};
