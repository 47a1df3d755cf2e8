import { expect, test } from 'vitest';
import type { House } from '#platform';
import { forgetFile } from './forget-file.ts';

test('a file that cannot be removed is logged by what it is called alone, and ends nothing', async () => {
	const lines: unknown[] = [];
	const unremovable = Object.assign(new Error('EACCES: /kho/cua/chung/toi'), { name: 'SystemError' });
	const house = {
		files: { forget: () => Promise.reject(unremovable) },
		log: { error: (line: unknown) => lines.push(line) },
	} as unknown as House;
	forgetFile(house, 'ab12');
	await new Promise(setImmediate);
	expect(lines).toEqual([{ sha256: 'ab12', error: 'SystemError' }]);
});
