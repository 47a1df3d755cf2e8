import { expect, test } from 'vitest';
import { canonicalJson, type Json } from './canonical-json.ts';
import { leafBytes, readLeaf, type Leaf } from './leaf.ts';

test.each<[string, string]>([
	// RFC 8785 §3.2.2 and §3.2.3, and numbers of its appendix B.
	[
		'{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
		'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
	],
	[
		'{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
		'{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
	],
	[
		'[-0, 5e-324, 1.7976931348623157e308, 9007199254740992, 295147905179352830000, 9.999999999999997e22, 1e23]',
		'[0,5e-324,1.7976931348623157e+308,9007199254740992,295147905179352830000,9.999999999999997e+22,1e+23]',
	],
])('canonical JSON of %s', (given, expected) => {
	expect(canonicalJson(JSON.parse(given) as Json)).toBe(expected);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { '\udfff': 1 }])('%o has no canonical JSON', (value) => {
	expect(() => canonicalJson(value)).toThrow(TypeError);
});

const leaf: Leaf = {
	v: 1,
	class: 'opinion',
	event: 'received',
	subject: '0b9c2d1e-7a56-4f7e-9c3f-1d2e3f4a5b6c',
	seq: 1,
	prev: null,
	body: 'H26',
	due: '2026-12-31',
	profile: 'gopy@2',
	calendar: 'vn@3',
	at: '2026-11-22T12:00:00Z',
	commitment: Buffer.alloc(32).toString('base64'),
};

test('a leaf is read as it was written', () => {
	expect(readLeaf(leafBytes(leaf))).toEqual(leaf);
	const facts = {
		counted: 300,
		day: '2026-11-01',
		period: '2026-10',
		received: 120,
		answered: null,
		onTime: null,
		overdue: 0,
		guided: 0,
	};
	const figures = { ...leaf, class: 'statistics', event: 'published', public: facts };
	expect(readLeaf(leafBytes(figures))).toEqual(figures);
});

test.each<[string, object]>([
	['a sentence about somebody', { public: { text: 'ông A' } }],
	['a part that nobody knows', { name: 'A' }],
	['an exact time', { at: '2026-11-22T12:34:00Z' }],
	['a first leaf that names one before it', { prev: leaf.commitment }],
	['a later one that names none', { seq: 2 }],
	['a sealed one that tells the hour', { class: 'sealed', profile: null, calendar: null }],
	['a sealed one that tells the profile', { class: 'sealed', at: '2026-11-22', calendar: null }],
	['a body of two words', { body: 'Công an' }],
	[
		'more than 1 KiB',
		{ public: Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`k${'x'.repeat(at)}`, 'y'.repeat(90)])) },
	],
])('%s is no leaf', (_, more) => {
	expect(() => leafBytes({ ...leaf, ...more })).toThrow(RangeError);
});

test.each([
	' {}',
	'{}',
	'null',
	'[]',
	`${leafBytes(leaf).toString()} `,
	leafBytes(leaf).toString().replace('"v":1', '"v": 1'),
	'{',
])('%s is not read as a leaf', (text) => {
	expect(() => readLeaf(Buffer.from(text))).toThrow(RangeError);
});
