import type { Hono } from 'hono';
import { databaseAnswers, type House } from '#platform';

/** Whether this process takes requests: set red before the listener closes. */
export type Readiness = { ready: boolean };

/** `/live` never touches the database, so that its failure does not restart us; `/ready` asks it, for at most a second, and whether it may write. */
export function health(app: Hono, house: House, readiness: Readiness): void {
	app.get('/live', (c) => c.text('live', 200, { 'Cache-Control': 'no-store' }));
	app.get('/ready', async (c) => {
		const ready = readiness.ready && house.disk.hasRoom() && (await databaseAnswers(house));
		return c.text(ready ? 'ready' : 'not ready', ready ? 200 : 503, { 'Cache-Control': 'no-store' });
	});
}
