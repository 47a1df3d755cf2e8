import { expect, test } from 'vitest';
import { unevenCodes } from './lost-zeros.ts';

const communes = Array.from({ length: 60 }, (_, at) => ({ code: String(1 + at * 431).padStart(5, '0'), kind: 'xa' }));
const bare = communes.map(({ code, kind }) => ({ code: String(Number(code)), kind }));

test('numbers of several lengths with gaps, none with a zero in front, may have lost them', () => {
	expect(unevenCodes(bare)).toEqual([{ kind: 'xa', count: 24, code: '1', expected: '00001' }]);
});

test('as they are in the national list they are right', () => {
	expect(unevenCodes(communes)).toEqual([]);
});

test('units that were counted through are right as they are', () => {
	expect(unevenCodes(Array.from({ length: 120 }, (_, at) => ({ code: String(at + 1), kind: 'team' })))).toEqual([]);
});

test('a few numbers are no habit', () => {
	expect(unevenCodes(bare.slice(0, 12))).toEqual([]);
});
