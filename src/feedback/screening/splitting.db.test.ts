import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Conflict, work } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { enterOnBehalf } from '../filing/enter-on-behalf.ts';
import { fileFeedback, type Filed } from '../filing/file-feedback.ts';
import { sees, standing, theDesk } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import { listMessages } from '../handling/message.store.ts';
import { aReader, speakApp } from '../portal/testing.tsx';
import { aFiling, aSquare, type Square } from '../testing.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { renewReceipt } from '../sender/renew-receipt.ts';
import { withdrawCase } from '../sender/withdraw-case.ts';
import { splitFeedback, type SplitMatter } from './split-feedback.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

const aMatter = (): SplitMatter => ({
	key: randomUUID(),
	kind: 'opinion',
	topic: 'manner',
	accuses: true,
	matter: 'Việc khác',
});
const split = (who: string, id: string, more: Partial<SplitMatter> = {}) =>
	s.as(who, (call) => splitFeedback(call, id, { ...aMatter(), ...more }));
const partIds = (id: string) =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ id: string }>`select id from feedback where split_from = ${id}`.execute(call.db);
		return rows;
	});
const partsOf = async (id: string) => (await partIds(id)).length;

test('the oversight body, which has no desk, divides what it has', async () => {
	const { id } = await s.file({ unitId: s.unit.ministry });
	expect((await standing(s, { id })).withOversight).toBe(true);
	await split('seat1', id);
	expect(await partsOf(id)).toBe(1);
});

test('and nothing that a desk has; a desk nothing that the oversight body has', async () => {
	const atDesk = await s.file();
	const above = await s.file({ unitId: s.unit.ministry });
	await expect(split('seat1', atDesk.id)).rejects.toThrow();
	await expect(split(theDesk, above.id)).rejects.toThrow();
	expect(await partsOf(atDesk.id)).toBe(0);
	expect(await partsOf(above.id)).toBe(0);
	const bySql = s.as('seat1', (call) =>
		sql`select app.file_feedback(${JSON.stringify({ id: randomUUID(), kind: 'opinion', channel: 'portal', splitFrom: atDesk.id })}::jsonb, '', '', '[]')`.execute(
			call.db,
		),
	);
	await expect(bySql).rejects.toThrow('only a desk enters on behalf');
});

test('the key of a form that staff fill in leads nobody to the receipt of what was filed by it', async () => {
	const { id } = await s.file();
	const matter = aMatter();
	await s.as(theDesk, (call) => splitFeedback(call, id, matter));
	const letter = aFiling(s.unit.communeA);
	await s.as(theDesk, (call) => enterOnBehalf(call, { ...letter, channel: 'post' }));
	const own = await s.file();
	const reader = aReader(speakApp(s.house));
	await (await reader.open('/tra-cuu')).send({ reference: own.reference, receipt: own.characters });
	const page = reader.page;
	for (const key of [matter.key, letter.key]) {
		for (const ticket of [reader.hidden('_ticket'), 'none of ours', '']) {
			reader.page = page;
			await reader.send({ _do: 'renew', _key: key, _ticket: ticket });
			expect(reader.page).not.toMatch(/([0-9A-Z]{4}-){4}[0-9A-Z*~$=]/);
		}
		const again = await work(s.house, { kind: 'public' }, (call) =>
			fileFeedback(call, { ...aFiling(s.unit.communeA), key }),
		);
		expect(again.again).toBe(false);
	}
});

test('one person takes no protection away by splitting: the part is no less protected than the letter', async () => {
	const denunciation = await s.file({ kind: 'denunciation' });
	for (const kind of ['opinion', 'rating', 'praise', 'complaint'] as const)
		for (const accuses of [true, false])
			await expect(split(theDesk, denunciation.id, { kind, accuses }), kind).rejects.toBeInstanceOf(Conflict);
	const aboutSomebody = await s.file();
	for (const kind of ['opinion', 'praise', 'rating'] as const)
		await expect(split(theDesk, aboutSomebody.id, { kind, accuses: false }), kind).rejects.toBeInstanceOf(Conflict);
	expect([await partsOf(denunciation.id), await partsOf(aboutSomebody.id)]).toEqual([0, 0]);

	await split(theDesk, denunciation.id, { kind: 'denunciation', accuses: false });
	await split(theDesk, aboutSomebody.id, { kind: 'complaint', accuses: false });
	await routeWaiting(s.house);
	for (const whole of [denunciation, aboutSomebody]) {
		const [part] = await partIds(whole.id);
		expect(await standing(s, part!)).toMatchObject({ accuses: true, handlingUnitId: s.unit.province });
		expect(await sees(s, 'desk.communeA', part!)).toBe(false);
	}
});

test('and the table takes none in, whoever files it', async () => {
	const { id } = await s.file({ kind: 'complaint' });
	for (const weaker of [
		{ kind: 'opinion', accuses: true },
		{ kind: 'rating', accuses: true },
	] as const) {
		const filed = asOperator(s.house, (call) =>
			fileFeedback(call, { ...aFiling(s.unit.communeA), ...weaker, splitFrom: id }),
		);
		await expect(filed).rejects.toThrow('a part protected less than the whole');
	}
	const { id: opinion } = await s.file();
	const filed = asOperator(s.house, (call) =>
		fileFeedback(call, { ...aFiling(s.unit.communeA), accuses: false, splitFrom: opinion }),
	);
	await expect(filed).rejects.toThrow('a part protected less than the whole');
});

test('a part of what its sender filed is theirs alone, and theirs to withdraw', async () => {
	const filed = await s.file();
	await split(theDesk, filed.id);
	const part = await partOf(filed);
	expect((await standing(s, part)).enteredBy).toBeNull();
	await s.asSender(part, async (call) => withdrawCase(call, (await findSendersCase(call))!));
	expect((await standing(s, part)).state).toBe('withdrawn');
});

test('whoever entered a letter may have read the receipts of its parts, also with the one that replaced the first', async () => {
	const entered = () => s.as(theDesk, (call) => enterOnBehalf(call, { ...aFiling(s.unit.communeA), channel: 'post' }));
	const [letter, renewed] = [await entered(), await entered()];
	await routeWaiting(s.house);
	const own = await s.asSender(renewed, async (call) =>
		renewReceipt(call, (await findSendersCase(call))!, randomUUID()),
	);
	for (const { id } of [letter, renewed]) await split(theDesk, id);
	expect((await standing(s, await partOf(letter))).enteredBy).toBe(await s.accountOf(theDesk));
	const ofRenewed = await partOf({ ...renewed, ...own });
	expect((await standing(s, ofRenewed)).enteredBy).toBe(await s.accountOf(theDesk));
	const withdrawn = s.asSender(ofRenewed, async (call) => withdrawCase(call, (await findSendersCase(call))!));
	await expect(withdrawn).rejects.toBeInstanceOf(Conflict);
});

/** The part as its sender has it, by the receipt that the letter brought. */
async function partOf(whole: Filed): Promise<Filed> {
	const [message] = await s.asSender(whole, (call) => listMessages(call, whole.id));
	const characters = /([0-9A-Z]{4}-){4}[0-9A-Z*~$=]/.exec(message!.text!.split('Biên nhận')[1]!)![0];
	return { ...whole, ...(await partIds(whole.id))[0]!, characters };
}
