import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { FormTooLarge, readBody } from './body.ts';

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
