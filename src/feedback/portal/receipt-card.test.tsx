import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { written } from '#ui';
import { ReceiptCard, segmentsOf } from './receipt-card.tsx';

test.each('0AZ*~$=U'.split(''))('the picture says the whole text, whatever its last character is: %s', (check) => {
	const text = `7K2M-Q9TA\n0123-4567-89AB-CDEF-${check}`;
	const { segments, version } = create(segmentsOf(text), { errorCorrectionLevel: 'M' });
	expect(Buffer.concat(segments.map(({ data }) => Buffer.from(data as string))).toString()).toBe(text);
	expect(version).toBe(create(text, { errorCorrectionLevel: 'M' }).version);
});

test('the strokes of the picture cover its dark modules and nothing else', async () => {
	const receipt = { reference: '7K2M-Q9TA', characters: '0123-4567-89AB-CDEF-U', words: 'ba be bi' };
	const page = await written(<ReceiptCard receipt={receipt} followPath="/tra-cuu" />);
	const { size, data } = create(segmentsOf(`${receipt.reference}\n${receipt.characters}`), {
		errorCorrectionLevel: 'M',
		maskPattern: 2,
	}).modules;
	const painted = new Uint8Array(size * size);
	const strokes = [.../<path d="([^"]*)"/.exec(page)![1]!.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g)];
	for (const [, x, y, run, back] of strokes) {
		expect(back).toBe(x);
		for (let at = 0; at < Number(run); at++) painted[Number(y) * size + Number(x) + at]! += 1;
	}
	expect([...painted]).toEqual([...data].map(Number));
});
