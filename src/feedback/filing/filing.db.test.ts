import { randomUUID } from 'node:crypto';
import { Decrypter } from 'age-encryption';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, work } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { transitions } from '../feedback.ts';
import { findFeedback, findSendersCase, listSteps } from '../feedback.store.ts';
import { fileFeedback } from './file-feedback.ts';
import { aFiling, aSquare, type Square } from '../testing.ts';
import { listTexts } from '../texts.store.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const sees = (who: string, id: string) => s.as(who, async (call) => (await findFeedback(call, id)) !== undefined);

test('the table of what may follow what is the one of the code', async () => {
	const { rows } = await asOperator(s.house, (call) =>
		sql<{
			fromState: string;
			toState: string;
			bySender: boolean;
		}>`select from_state, to_state, by_sender from feedback_transition`.execute(call.db),
	);
	expect(rows.map(({ fromState, toState, bySender }) => `${fromState} ${toState} ${bySender}`).toSorted()).toEqual(
		transitions.map((each) => each.join(' ')).toSorted(),
	);
});

describe('filing', () => {
	test('answers a reference, a receipt, a due date with its basis, and a promise', async () => {
		const filed = await s.file();
		expect(filed.reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
		expect(filed.characters).toMatch(/^([0-9A-Z]{4}-){4}.$/);
		expect(filed.words.split(' ')).toHaveLength(8);
		expect(filed.basis).toContain('574');
		expect(filed.promise).toMatch(/^vidan\/promise@v1\n/);
	});

	test('the same form sent again is the same case, with the same receipt', async () => {
		const key = randomUUID();
		const first = await s.file({ key });
		const again = await s.file({ key });
		expect({ ...again, again: false }).toEqual(first);
		expect(again.again).toBe(true);
	});

	test('the receipt shows its sender the case and what it says; another one shows nothing', async () => {
		const filed = await s.file();
		const seen = await s.asSender(
			filed,
			async (call) => [await findSendersCase(call), await listTexts(call, filed.id)] as const,
		);
		expect(seen[0]?.reference).toBe(filed.reference);
		expect(seen[1].map(({ text }) => text)).toEqual(['Cán bộ trực ban trả lời thiếu tôn trọng.']);
		const other = await s.file();
		expect(await s.asSender(other, (call) => findFeedback(call, filed.id))).toBeUndefined();
	});

	test('neither the words nor the hour stand in the database', async () => {
		const filed = await s.file({ texts: { matter: 'dau-vet-noi-dung', contact: 'dau-vet-lien-he' } });
		const { rows } = await asOperator(s.house, (call) =>
			sql<{ part: string; body: string }>`select part, encode(body, 'escape') as body from feedback_text
				where feedback_id = ${filed.id} order by part`.execute(call.db),
		);
		expect(rows.map(({ part }) => part)).toEqual(['contact', 'matter']);
		expect(rows.map(({ body }) => body).join()).not.toContain('dau-vet');
		const [step] = await asOperator(s.house, (call) => listSteps(call, filed.id));
		expect(step!.at.getTime() % 3_600_000).toBe(0);
	});

	test('the key of the form is not kept: with it and the keys of the house anybody had the receipt', async () => {
		const key = randomUUID();
		const { id } = await s.file({ key });
		const { rows } = await asOperator(s.house, (call) =>
			sql<{
				row: string;
			}>`select f::text || r::text as row from feedback f join feedback_receipt r on r.feedback_id = f.id
				where f.id = ${id}`.execute(call.db),
		);
		expect(rows[0]!.row).not.toContain(key);
	});

	test('a denunciation is sealed: the custodians open it, nobody here', async () => {
		const filed = await s.file({
			kind: 'denunciation',
			texts: { matter: 'Nội dung tố cáo', name: 'Người gửi minh họa' },
		});
		expect(await asOperator(s.house, (call) => listTexts(call, filed.id))).toEqual([]);
		const bodies = await asOperator(s.house, (call) =>
			call.db.selectFrom('feedbackText').select(['part', 'body']).where('feedbackId', '=', filed.id).execute(),
		);
		for (const identity of s.identities) {
			const decrypter = new Decrypter();
			decrypter.addIdentity(identity);
			const matter = bodies.find(({ part }) => part === 'matter')!;
			expect(await decrypter.decrypt(matter.body, 'text')).toBe('Nội dung tố cáo');
		}
		expect(bodies).toHaveLength(2);
	});

	test('no sealed kind is taken before there is an oversight body', async () => {
		const house = (await aSquare({ oversight: false })).house;
		const unitId = await asOperator(
			house,
			async (call) => (await sql<{ id: number }>`select id from unit limit 1`.execute(call.db)).rows[0]!.id,
		);
		const filing = aFiling(unitId, { kind: 'denunciation' });
		await expect(work(house, { kind: 'public' }, (call) => fileFeedback(call, filing))).rejects.toBeInstanceOf(
			Conflict,
		);
	});
});

describe('the desk', () => {
	test('an opinion about nobody goes to the desk of the unit itself', async () => {
		const { id } = await s.file({ accuses: false });
		expect(await sees('desk.communeA', id)).toBe(true);
		expect(await sees('desk.province', id)).toBe(false);
	});

	test('one about somebody’s conduct goes above the unit, and nobody of the unit sees it', async () => {
		const { id } = await s.file();
		expect(await sees('desk.province', id)).toBe(true);
		for (const who of ['desk.communeA', 'head.communeA', 'focal.communeA', 'member1.communeA'])
			expect(await sees(who, id)).toBe(false);
	});

	test('somebody of the unit who also sits at the desk above does not see it', async () => {
		await s.post('member2.communeA', 'feedbackDesk', s.unit.province);
		const { id } = await s.file();
		expect(await sees('member2.communeA', id)).toBe(false);
		const other = await s.file({ unitId: s.unit.communeB });
		expect(await sees('member2.communeA', other.id)).toBe(true);
	});

	test('once the officer is known, a relative and who leads between do not see it, at once', async () => {
		const { id } = await s.file();
		expect(await sees('head.province', id)).toBe(true);
		await s.post('head.province', 'feedbackDesk', s.unit.ministry);
		await asOperator(s.house, async (call) => {
			await call.db
				.insertInto('feedbackOfficer')
				.values({ feedbackId: id, memberId: s.memberId('member1.communeA') })
				.execute();
			await sql`update feedback set officer_known = true, handling_unit_id = ${s.unit.ministry} where id = ${id}`.execute(
				call.db,
			);
		});
		expect(await sees('desk.ministry', id)).toBe(true);
		expect(await sees('head.province', id)).toBe(false);
	});

	test('nobody left: it is the oversight body’s', async () => {
		const { id } = await s.file({ unitId: s.unit.ministry });
		expect(await sees('seat1', id)).toBe(true);
		expect(await sees('desk.ministry', id)).toBe(false);
	});
});
