import { expect, test, vi } from 'vitest';
import { inLocale, m } from '#words';
import { unchanging } from './unchanging.ts';
import { written } from './written.ts';

test('is written once in each language, and stands in a page as it is', async () => {
	const words = vi.fn(() => (
		<b>
			{m.ui_save()} &amp; {'<i>'}
		</b>
	));
	const Part = unchanging(words);
	const page = () =>
		written(
			<p>
				<Part />
			</p>,
		);
	const said = ['<p><b>Lưu &amp; &lt;i&gt;</b></p>', '<p><b>Save &amp; &lt;i&gt;</b></p>'];
	for (let turn = 0; turn < 2; turn++) expect([await inLocale('vi', page), await inLocale('en', page)]).toEqual(said);
	expect(words).toHaveBeenCalledTimes(2);
});

test('what waits for something is refused', () => {
	const Late = async () => <b>{await Promise.resolve('now')}</b>;
	expect(() => unchanging(() => <Late />)()).toThrow(TypeError);
});
