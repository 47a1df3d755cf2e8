import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { segmentsOf } from './receipt-card.tsx';

test.each('0AZ*~$=U'.split(''))('the picture says the whole text, whatever its last character is: %s', (check) => {
	const text = `7K2M-Q9TA\n0123-4567-89AB-CDEF-${check}`;
	const { segments, version } = create(segmentsOf(text), { errorCorrectionLevel: 'M' });
	expect(Buffer.concat(segments.map(({ data }) => Buffer.from(data as string))).toString()).toBe(text);
	expect(version).toBe(create(text, { errorCorrectionLevel: 'M' }).version);
});
