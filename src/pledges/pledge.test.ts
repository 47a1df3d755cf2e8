import { expect, test } from 'vitest';
import { reviewForm } from './pledge.form.ts';
import {
	after,
	isAwaited,
	isBound,
	isFullySigned,
	missingFrom,
	pledgeStates,
	unsigned,
	type Party,
	ranked,
} from './pledge.ts';

const party = (more: Partial<Party> = {}): Party => ({
	unitId: 1,
	keeperId: 1,
	unitName: 'Công an xã Tân Lập',
	joined: 'founding',
	addendum: null,
	fallenOut: false,
	signedAt: null,
	signerName: null,
	signerPosition: null,
	textSha256: null,
	...more,
});
const hasSigned = { signedAt: new Date('2017-03-24T02:00:00Z'), signerName: 'Nguyễn Văn An' };

test('a pledge goes from draft to closed one step at a time', () => {
	const way = ['agree', 'sign', 'checkMidTerm', 'score', 'close'] as const;
	let state = pledgeStates[0]!;
	for (const move of way) state = after(state, move)!;
	expect(state).toBe('closed');
	expect(after('draft', 'sign')).toBeUndefined();
	expect(after('signed', 'reopen')).toBeUndefined();
});

test('founding parties sign an agreed text, a latecomer signs a signed one', () => {
	expect(isAwaited({ state: 'agreed' }, party())).toBe(true);
	expect(isAwaited({ state: 'draft' }, party())).toBe(false);
	expect(isAwaited({ state: 'signed' }, party())).toBe(false);
	expect(isAwaited({ state: 'signed' }, party({ joined: 'addendum' }))).toBe(true);
	expect(isAwaited({ state: 'midTermChecked' }, party({ joined: 'addendum' }))).toBe(true);
	expect(isAwaited({ state: 'scored' }, party({ joined: 'addendum' }))).toBe(false);
	expect(isAwaited({ state: 'agreed' }, party(hasSigned))).toBe(false);
});

test('all parties have signed when no founding one is left; latecomers do not hold it up', () => {
	expect(unsigned([party(), party(hasSigned)])).toHaveLength(1);
	expect(unsigned([party(hasSigned), party({ joined: 'addendum' })])).toHaveLength(0);
	expect(isBound([party(), party(hasSigned)])).toBe(true);
	expect(isFullySigned({ state: 'agreed' }, [party(), party(hasSigned)])).toBe(false);
});

test('nobody waits for a party that has fallen out, and it alone makes no pledge signed', () => {
	const gone = party({ fallenOut: true });
	expect(isAwaited({ state: 'agreed' }, gone)).toBe(false);
	expect(isFullySigned({ state: 'agreed' }, [gone, party(hasSigned)])).toBe(true);
	expect(isFullySigned({ state: 'agreed' }, [gone, gone])).toBe(false);
	expect(isFullySigned({ state: 'draft' }, [gone, party(hasSigned)])).toBe(false);
});

test('two parties, a movement and a target at least make a pledge', () => {
	const text = { grounds: '', movements: [], targets: [], titles: [], checking: '' };
	expect(missingFrom(text, [1])).toEqual(['parties', 'movements', 'targets']);
	const movement = { name: 'Xây dựng phong cách', goal: '', startsOn: '2017-01-01', reviewedOn: '2017-12-15' };
	const target = { indicator: 'Cam kết đã ký', unit: '%', plan: 100, note: '' };
	expect(missingFrom({ ...text, movements: [movement], targets: [target] }, [1, 2])).toEqual([]);
});

test('the best comes first, and equal scores share a rank', () => {
	const finding = (unitId: number, score: number | null) => ({ unitId, score, note: '', title: '' });
	const rows = ranked([finding(1, 80), finding(2, null), finding(3, 95.5), finding(4, 80), finding(5, 10)]);
	expect(rows.map(({ unitId, rank }) => [unitId, rank])).toEqual([
		[3, 1],
		[1, 2],
		[4, 2],
		[5, 4],
		[2, null],
	]);
});

test('a field that names a unit in another way is not a second finding of it', () => {
	const typed = { heldOn: '5/7/2017', summary: 'Tốt', note_3: 'Đã làm', note_03: 'Đã làm' };
	expect(
		reviewForm('checkMidTerm')
			.parse(typed)
			.findings.map(({ unitId }) => unitId),
	).toEqual([3]);
});
