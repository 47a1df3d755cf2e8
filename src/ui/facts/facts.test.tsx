import { assert, constantFrom, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { written } from '../written.ts';
import { standing } from './deadline.tsx';
import { differences } from './differences.ts';
import { Figure } from './figure.tsx';

test.each([
	['2026-03-24', undefined, 'late', 'Quá hạn 7 ngày'],
	['2026-03-31', undefined, 'soon', 'Hết hạn hôm nay'],
	['2026-04-07', undefined, 'soon', 'Còn 7 ngày'],
	['2026-04-08', undefined, 'open', 'Còn 8 ngày'],
	['2026-03-24', '2026-03-24', 'done', 'Xong'],
	['2026-03-24', '2026-03-25', 'done', 'Xong, trễ hạn'],
])('what is due on %s and done on %s is %s on 31/03/2026', (due, doneOn, kind, word) =>
	expect(standing(due, '2026-03-31', doneOn)).toEqual({ kind, word }),
);

test('a share stands with what it is made of and changes by points', async () => {
	const html = await written(
		<Figure
			label="Cam kết"
			value={{ numerator: 2874, denominator: 2991 }}
			previous={{ numerator: 2610, denominator: 2950 }}
			target={95}
		/>,
	);
	expect(html).toContain('96%');
	expect(html).toContain('2.874 trên 2.991');
	expect(html).toContain('Cùng kỳ 88%, tăng 8 điểm phần trăm');
	expect(html).toContain('Chỉ tiêu 95%');
});

test('what is written fits together: 56 to 35 percent are 21 points', async () => {
	const html = await written(
		<Figure
			label="Cam kết"
			value={{ numerator: 353, denominator: 1000 }}
			previous={{ numerator: 556, denominator: 1000 }}
		/>,
	);
	expect(html).toContain('Cùng kỳ 56%, giảm 21 điểm phần trăm');
});

test('a share of nothing is a dash and meets no target', async () => {
	const html = await written(<Figure label="Cam kết" value={{ numerator: 0, denominator: 0 }} target={95} />);
	expect(html).toContain('–');
	expect(html).not.toContain('reached');
});

test('only the changed words differ', async () => {
	expect(differences('trước ngày 30/4/2026.', 'trước ngày 15/5/2026.')).toEqual([
		{ kind: 'same', text: 'trước ngày ' },
		{ kind: 'removed', text: '30/4/2026' },
		{ kind: 'added', text: '15/5/2026' },
		{ kind: 'same', text: '.' },
	]);
});

test('whatever was written, both texts can be put together again from the difference', async () => {
	const text = string({ unit: constantFrom('a', 'ộ', ' ', '.', '1', '/', '\n') });
	assert(
		property(text, text, (before, after) => {
			const pieces = differences(before, after);
			const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map((piece) => piece.text);
			expect(without('added').join('')).toBe(before.normalize('NFC'));
			expect(without('removed').join('')).toBe(after.normalize('NFC'));
		}),
	);
});
