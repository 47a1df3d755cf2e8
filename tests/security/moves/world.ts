import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { work, type Call } from '#platform';
import type { Draw } from '../../../src/organisation/testing/random-document.ts';
import { asOperator } from '../../../src/platform/testing.ts';
import { isSealed, type Feedback, type Kind } from '../../../src/feedback/feedback.ts';
import { findFeedback } from '../../../src/feedback/feedback.store.ts';
import { fileFeedback, type Filed } from '../../../src/feedback/filing/file-feedback.ts';
import { aFiling, aSquare, type Square } from '../../../src/feedback/testing.ts';

/** Who of a body might do what; the two seats of the oversight body may do all of it. */
export type Body = { desk: string[]; head: string[]; second: string[] };

/** The square with two people at every desk, an inspector and a head beside them: so somebody is left when others must not know. */
export type World = Square & {
	bodies: Record<string, Body>;
	everybody: string[];
	accounts: Map<string, string>;
	/** Files without looking for a desk; some came so long ago that their time is over. */
	fileOne: (draw: Draw, kind: Kind, aboutProvince: boolean) => Promise<Filed>;
};

export async function aWorld(): Promise<World> {
	const s = await aSquare();
	const bodies: Record<string, Body> = { oversight: { desk: seats, head: seats, second: seats } };
	for (const [name, unitId] of Object.entries(s.unit)) {
		const [desk, head, inspector] = [
			[`desk.${name}`, `member1.${name}`],
			[`head.${name}`],
			`member2.${name}`,
		] satisfies [string[], string[], string];
		await s.post(desk[1]!, 'feedbackDesk', unitId);
		await s.post(inspector, 'inspector', unitId);
		bodies[unitId] = { desk, head, second: [...desk, ...head, inspector] };
	}
	const everybody = [
		...new Set([
			...Object.values(bodies).flatMap(({ second }) => second),
			...Object.keys(s.unit).flatMap((name) => [`focal.${name}`, `approver.${name}`, `member3.${name}`]),
		]),
	];
	const accounts = new Map<string, string>();
	for (const who of everybody) accounts.set(await s.accountOf(who), who);
	return {
		...s,
		bodies,
		everybody,
		accounts,
		async fileOne(draw, kind, aboutProvince) {
			const accuses = isSealed(kind) || (kind !== 'praise' && kind !== 'rating' && draw(4) > 0);
			const filing = aFiling(aboutProvince ? s.unit.province : s.unit.communeA, { kind, accuses, key: randomUUID() });
			if (draw(4) > 0) return work(s.house, { kind: 'public' }, (call) => fileFeedback(call, filing));
			const now = new Date(s.house.clock().getTime() - (20 + draw(60)) * 24 * 60 * 60 * 1000);
			return asOperator(s.house, (call) => fileFeedback(call, filing), { now });
		},
	};
}
const seats = ['seat1', 'seat2'];

/** A case as it stands, with all that a refused move must leave alone. */
export type Whole = {
	now: Feedback;
	steps: {
		step: number;
		event: string;
		state: string;
		told: boolean;
		at: string;
		by: string | null;
		was: Kind | null;
		kind: Kind | null;
	}[];
	leaves: number;
	approved: string[];
	officers: string[];
	/** How many cases were made of matters in it. */
	parts: number;
	/** What came from its sender can be read with no key of the house. */
	matterSealed: boolean;
	barredHandler: boolean;
};

export const wholeOf = (s: Square, cases: readonly Filed[]): Promise<Whole[]> =>
	asOperator(s.house, (call) => Promise.all(cases.map(({ id }) => wholeCase(call, id))));

async function wholeCase(call: Call, id: string): Promise<Whole> {
	const [now, { rows: steps }, { rows }] = await Promise.all([
		findFeedback(call, id),
		sql<
			Whole['steps'][number]
		>`select step, event, state, told, at::text, account_id as by, detail ->> 'was' as was, detail ->> 'kind' as kind
			from feedback_step where feedback_id = ${id} order by step`.execute(call.db),
		sql<Omit<Whole, 'now' | 'steps'>>`select
			(select count(*) from ledger_salt where subject = f.log_id::text) as leaves,
			coalesce((select array_agg(md5(a::text || t.body::text) order by a.id) from feedback_answer a join feedback_text t on t.id = a.text_id
				where a.feedback_id = f.id and a.state = 'approved'), '{}') as approved,
			coalesce((select array_agg(member_id::text order by member_id) from feedback_officer where feedback_id = f.id and not elsewhere), '{}') as officers,
			(select count(*) from feedback where split_from = f.id) as parts,
			(select bool_and(custody) from feedback_text where feedback_id = f.id and part = 'matter') as matter_sealed,
			coalesce(f.id = any (app.barred_of(f.handler_id)), false) as barred_handler
			from feedback f where f.id = ${id}`.execute(call.db),
	]);
	return { now: now!, steps, ...rows[0]! };
}
