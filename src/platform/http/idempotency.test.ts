import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { ticketOf } from './idempotency.ts';
import { requestOf } from './request.ts';

const key = '00000000-0000-4000-8000-000000000001';

/** What a form sent to an address is known by. */
async function hashAt(address: string): Promise<string> {
	const app = new Hono();
	app.post('*', async (c) => c.text((await ticketOf(requestOf(c, 'vi'))).bodyHash.toString('hex')));
	return (await app.request(address, { method: 'POST', body: new URLSearchParams({ _key: key, title: 'a' }) })).text();
}

test('the same form sent to another query of the same page is another form', async () => {
	const first = await hashAt('/lam-viec/su-kien/moi?don-vi=1');
	expect(first).toMatch(/^[0-9a-f]{64}$/);
	expect(await hashAt('/lam-viec/su-kien/moi?don-vi=1')).toBe(first);
	expect(await hashAt('/lam-viec/su-kien/moi?don-vi=2')).not.toBe(first);
});
