import { sql } from 'kysely';
import type { Hono } from 'hono';
import { work, type House } from '#platform';

/** Whether this process takes requests: set red before the listener closes. */
export type Readiness = { ready: boolean };

/** `/live` never touches the database, so that its failure does not restart us; `/ready` asks it, for at most a second. */
export function health(app: Hono, house: House, readiness: Readiness): void {
	app.get('/live', (c) => c.text('live', 200, { 'Cache-Control': 'no-store' }));
	app.get('/ready', async (c) => {
		const ready = readiness.ready && (await answersInTime(house));
		return c.text(ready ? 'ready' : 'not ready', ready ? 200 : 503, { 'Cache-Control': 'no-store' });
	});
}

async function answersInTime(house: House): Promise<boolean> {
	const asked = work(house, { kind: 'public' }, (call) => sql`select 1`.execute(call.db), { readOnly: true });
	const late = new Promise<never>((_, reject) => setTimeout(reject, 1_000, new Error('late')).unref());
	return Promise.race([asked, late]).then(
		() => true,
		() => false,
	);
}
