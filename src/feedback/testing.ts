import { randomUUID } from 'node:crypto';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { sql } from 'kysely';
import { grantPost } from '#access';
import { work, type Call } from '#platform';
import { anAccount, aSession } from '../access/testing.ts';
import { aVillage, type Village } from '../activities/testing.ts';
import { asOperator } from '../platform/testing.ts';
import { seatWithKey } from './custody/seat-with-key.ts';
import { fileFeedback, type Filed, type Filing } from './filing/file-feedback.ts';
import { enterReceipt } from './feedback.store.ts';
import { hashOfTyped } from './receipt/receipt.ts';
import { routeWaiting } from './routing/route-feedback.ts';

/** The village with a desk in every unit (`desk.province`), an oversight body of two (`seat1`, `seat2`) and their keys. */
export type Square = Village & {
	/** Private keys, as their holders keep them. */
	identities: string[];
	/** Files as somebody without an account does, and lets the worker find the desk. */
	file: (more?: Partial<Filing>) => Promise<Filed>;
	/** Does something as the sender who shows the receipt. */
	asSender: <T>(filed: Filed, act: (call: Call) => Promise<T>) => Promise<T>;
	/** Gives an account of the village one more post. */
	post: (who: string, role: string, unitId: number) => Promise<void>;
	accountOf: (who: string) => Promise<string>;
};

export async function aSquare(options: { oversight?: boolean } = {}): Promise<Square> {
	const village = await aVillage();
	const { house, unit } = village;
	const extra = new Map<string, { accountId: string; token: string }>();
	const open = async (who: string, posts: { role: string; unitId: number }[]) => {
		const accountId = await anAccount(house, who.toLowerCase(), posts);
		extra.set(who, { accountId, token: (await aSession(house, accountId)).token });
		return accountId;
	};
	for (const [name, unitId] of Object.entries(unit)) await open(`desk.${name}`, [{ role: 'feedbackDesk', unitId }]);
	const identities: string[] = [];
	if (options.oversight !== false) {
		for (const who of ['seat1', 'seat2']) {
			const accountId = await open(who, []);
			identities.push(await aSeat(village, accountId));
		}
	}
	const accountOf = async (who: string) =>
		extra.get(who)?.accountId ??
		asOperator(house, async (call) => {
			const { rows } = await sql<{ id: string }>`select id from account where user_name = ${who.toLowerCase()}`.execute(
				call.db,
			);
			return rows[0]!.id;
		});
	return {
		...village,
		identities,
		accountOf,
		callerOf: (who) => (extra.has(who) ? { kind: 'session', token: extra.get(who)!.token } : village.callerOf(who)),
		as: (who, act) =>
			extra.has(who) ? work(house, { kind: 'session', token: extra.get(who)!.token }, act) : village.as(who, act),
		async file(more = {}) {
			const filed = await work(house, { kind: 'public' }, (call) => fileFeedback(call, aFiling(unit.communeA, more)));
			await routeWaiting(house);
			return filed;
		},
		asSender: (filed, act) =>
			work(house, { kind: 'public' }, async (call) => {
				await enterReceipt(call, hashOfTyped(house.secrets, filed.characters)!);
				return act(call);
			}),
		async post(who, role, unitId) {
			const accountId = await accountOf(who);
			await asOperator(house, (call) => grantPost(call, { accountId, role, unitId }));
		},
	};
}

/** An opinion about how somebody of a unit behaved; the officer is not known. */
export const aFiling = (unitId: number, more: Partial<Filing> = {}): Filing => ({
	key: randomUUID(),
	kind: 'opinion',
	topic: 'manner',
	accuses: true,
	unitId,
	unitKnown: true,
	happenedOn: null,
	fromOrganisation: false,
	wantsPublication: true,
	channel: 'portal',
	texts: { matter: 'Cán bộ trực ban trả lời thiếu tôn trọng.' },
	...more,
});

async function aSeat(village: Village, accountId: string): Promise<string> {
	const identity = await generateIdentity();
	const recipient = await identityToRecipient(identity);
	const seat = { accountId, body: 'Hội đồng giám sát minh họa', recipient };
	await asOperator(village.house, (call) => seatWithKey(call, seat), { now: new Date('2016-01-01T05:00:00Z') });
	return identity;
}
