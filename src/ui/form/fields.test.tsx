import { expect, test } from 'vitest';
import { written } from '../written.ts';
import { ActionForm } from './action-form.tsx';
import { Radios, Select } from './choice-fields.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { DateField, NumberField, TextField } from './text-fields.tsx';
import { typed } from './typed.ts';

const field = typed(
	{ title: 'A "B"', due: '31/2/2026', from: '2026-03-24', target: 1234.5 },
	{ due: 'Không có ngày này' },
);

test('what was typed comes back as it was typed, with what is wrong and where', async () => {
	const html = await written(<DateField {...field('due')} label="Hạn" />);
	expect(html).toContain('value="31/2/2026"');
	expect(html).toContain('aria-invalid="true"');
	expect(html).toContain('aria-describedby="field-due-hint field-due-error"');
	expect(html).toContain('id="field-due-error"');
});

test('what is stored is shown as people write it', async () => {
	expect(await written(<DateField {...field('from')} label="Từ" />)).toContain('value="24/03/2026"');
	expect(await written(<NumberField {...field('target')} label="Chỉ tiêu" />)).toContain('value="1.234,5"');
	expect(await written(<TextField {...field('title')} label="Tên" />)).toContain('value="A &quot;B&quot;"');
});

test('the summary leads to the first control of each field, also of a group', async () => {
	expect(await written(<ErrorSummary errors={{ form: 'Chọn hình thức' }} />)).toContain(
		'<a href="#field-form">Chọn hình thức</a>',
	);
	const radios = await written(
		<Radios name="form" label="Hình thức" value="b" choices={['a', 'b'].map((value) => ({ value, label: value }))} />,
	);
	expect(radios).toContain('id="field-form"');
	expect(radios).toMatch(/value="b" checked/);
	expect(ErrorSummary({ errors: {} })).toBeNull();
});

test('a list begins with the choice not made', async () => {
	const html = await written(<Select name="x" label="X" value="2" choices={[{ value: '2', label: 'hai' }]} />);
	expect(html).toContain('<option value="">Chọn</option>');
	expect(html).toContain('<option value="2" selected="">hai</option>');
});

test('each showing of a form has a key of its own', async () => {
	const key = async () =>
		/name="_key" value="([^"]+)"/.exec(await written(<ActionForm action="/x">nội dung</ActionForm>))?.[1];
	expect(await key()).toMatch(/^[0-9a-f-]{36}$/);
	expect(await key()).not.toBe(await key());
});
