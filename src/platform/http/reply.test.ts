import { expect, test } from 'vitest';
import { csv, seeOther } from './reply.ts';

test('no cell of an export is run as a formula', async () => {
	const text = await csv('a.csv', [['=cmd()', '+1', '-1', '@x', -5, 'a"b', 'a,b', null]]).text();
	expect(text).toBe(`'=cmd(),'+1,'-1,'@x,-5,"a""b","a,b",\r\n`);
});

test('a notice joins the query that is there', () => {
	expect(seeOther('/a?b=1', 'done').headers.get('Location')).toBe('/a?b=1&notice=done');
});
