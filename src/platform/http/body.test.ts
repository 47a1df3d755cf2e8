import { Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { FormTooLarge, FormTooSlow, readBody } from './body.ts';

const kilobyte = 'x'.repeat(1024);

/** A multipart form as a browser sends it, in pieces and without saying how long it is. */
function sent(fields: Record<string, string>, file: number): { request: Request; type: string } {
	const type = 'multipart/form-data; boundary=grenze';
	const head = Object.entries(fields).map(
		([name, value]) => `--grenze\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	const start = `--grenze\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
	const pieces = [...head, start, ...Array.from({ length: file }, () => kilobyte), '\r\n--grenze--\r\n'];
	const body = Readable.toWeb(Readable.from(pieces.map((piece) => Buffer.from(piece))));
	return { request: new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit), type };
}

test('a form within its limit is read whole', async () => {
	const { request, type } = sent({ matter: 'Nội dung' }, 10);
	const form = await readBody(request, type, 64 * 1024);
	expect(form.get('matter')).toBe('Nội dung');
	expect((form.get('files') as File).size).toBe(10 * 1024);
});

test('one that is too large, whatever it says of its length, is refused with what was typed before the files', async () => {
	const { request, type } = sent({ _steps: 'abc', matter: 'Nội dung đã viết' }, 3_000);
	const error = await readBody(request, type, 1024 * 1024).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(FormTooLarge);
	const { leading } = error as FormTooLarge;
	expect([...leading]).toEqual([
		['_steps', 'abc'],
		['matter', 'Nội dung đã viết'],
	]);
});

test('what is no form is refused as unreadable', async () => {
	const request = new Request('http://x/', { method: 'POST', body: 'no boundary in here' });
	await expect(readBody(request, 'multipart/form-data; boundary=grenze', 1024)).rejects.toMatchObject({ status: 422 });
});

test('a short form that says its length is read the same; one that says too little is refused', async () => {
	const text = new URLSearchParams({ matter: 'Nội dung & hơn', when: 'hôm qua' }).toString();
	const type = 'application/x-www-form-urlencoded;charset=UTF-8';
	const posted = (length: number) =>
		new Request('http://x/', { method: 'POST', body: text, headers: { 'Content-Length': `${length}` } });
	const form = await readBody(posted(text.length), type, 1024);
	expect([...form]).toEqual([
		['matter', 'Nội dung & hơn'],
		['when', 'hôm qua'],
	]);
	await expect(readBody(posted(1), type, 20)).rejects.toBeInstanceOf(FormTooLarge);
});

test.each([{}, { 'Content-Length': '60' }])('what trickles in is cut off %o', async (headers) => {
	vi.useFakeTimers();
	const body = new ReadableStream<Uint8Array>({ start: (it) => it.enqueue(new TextEncoder().encode('matter=')) });
	const type = 'application/x-www-form-urlencoded';
	const request = new Request('http://x/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
	const read = readBody(request, type, 1024).catch((thrown: unknown) => thrown);
	await vi.advanceTimersByTimeAsync(60_000);
	vi.useRealTimers();
	expect(await read).toMatchObject({ status: 503 });
});

describe('when others fill the room of all bodies', () => {
	const megabyte = new Uint8Array(1024 * 1024);
	const multipart = 'multipart/form-data; boundary=grenze';
	/** Sends so much, and then nothing more until it is let go. */
	function holding(megabytes: number) {
		const head = Buffer.from(
			'--grenze\r\nContent-Disposition: form-data; name="matter"\r\n\r\nViết\r\n--grenze\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n',
		);
		let came = 0;
		let end!: () => void;
		const ended = new Promise<void>((resolve) => (end = resolve));
		let full!: () => void;
		const filled = new Promise<void>((resolve) => (full = resolve));
		const body = new ReadableStream<Uint8Array>({
			async pull(it) {
				if (came++ === 0) return it.enqueue(head);
				if (came <= megabytes + 1) return it.enqueue(megabyte);
				full();
				await ended;
				it.enqueue(Buffer.from('\r\n--grenze--\r\n'));
				it.close();
			},
		});
		const request = new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit);
		const read = readBody(request, multipart, 140 * 1024 * 1024).catch((error: unknown) => error);
		return { filled, end, read };
	}

	test('who holds most gives way: a letter and a photo are read whole', async () => {
		const slow = [holding(128), holding(128)];
		await Promise.all(slow.map(({ filled }) => filled));
		const text = new URLSearchParams({ _steps: 'abc', matter: 'Bảy trang thư '.repeat(20_000) }).toString();
		const letter = new Request('http://x/', { method: 'POST', body: text });
		expect((await readBody(letter, 'application/x-www-form-urlencoded', 1024 * 1024)).get('_steps')).toBe('abc');
		const { request, type } = sent({ matter: 'Nội dung' }, 5 * 1024);
		expect(((await readBody(request, type, 140 * 1024 * 1024)).get('files') as File).size).toBe(5 * 1024 * 1024);
		for (const { end } of slow) end();
		const [one, other] = await Promise.all(slow.map(({ read }) => read));
		const gaveWay = [one, other].filter((each) => each instanceof FormTooLarge);
		expect(gaveWay).toHaveLength(1);
		expect([...gaveWay[0]!.leading]).toEqual([['matter', 'Viết']]);
	});

	test('and who would hold most is refused, with what was typed', async () => {
		const others = Array.from({ length: 4 }, () => holding(40));
		await Promise.all(others.map(({ filled }) => filled));
		const large = holding(110);
		await large.filled;
		for (const { end } of [...others, large]) end();
		expect(await large.read).toBeInstanceOf(FormTooLarge);
		expect((await Promise.all(others.map(({ read }) => read))).every((form) => form instanceof FormData)).toBe(true);
	});
});

test('of a form without files, too, the fields that were complete are kept', async () => {
	const text = new URLSearchParams({ _steps: 'abc', matter: 'Nội dung & hơn', words: 'x'.repeat(2_000) }).toString();
	const request = new Request('http://x/', { method: 'POST', body: text });
	const error = await readBody(request, 'application/x-www-form-urlencoded', 1024).catch((thrown: unknown) => thrown);
	expect([...(error as FormTooLarge).leading]).toEqual([
		['_steps', 'abc'],
		['matter', 'Nội dung & hơn'],
	]);
});

test('what came of a form before it became too slow is kept', async () => {
	vi.useFakeTimers();
	const body = new ReadableStream<Uint8Array>({
		start: (it) => it.enqueue(new TextEncoder().encode('_steps=abc&matter=Vi%E1%BA%BFt&words=xx')),
	});
	const request = new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit);
	const read = readBody(request, 'application/x-www-form-urlencoded', 1024).catch((thrown: unknown) => thrown);
	await vi.advanceTimersByTimeAsync(60_000);
	vi.useRealTimers();
	const error = await read;
	expect(error).toBeInstanceOf(FormTooSlow);
	expect([...(error as FormTooSlow).leading]).toEqual([
		['_steps', 'abc'],
		['matter', 'Viết'],
	]);
});
