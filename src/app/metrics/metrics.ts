import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { work, type House } from '#platform';
import { findLag } from './metrics.store.ts';

export type Metrics = {
	/** Counts and times every request. */
	measure: MiddlewareHandler;
	/** The Prometheus text of this moment. */
	text(): Promise<string>;
	contentType: string;
};

/**
 * What this process has to say about itself. Routes by their pattern only: no path, no parameter, nothing of a person.
 */
export function gatherMetrics(house: House): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry, prefix: 'vidan_' });
	const requests = new Histogram({
		name: 'vidan_request_seconds',
		help: 'Answers by route pattern, method and status; seconds until the answer was made',
		labelNames: ['route', 'method', 'status'],
		buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
		registers: [registry],
	});
	const pool = new Gauge({
		name: 'vidan_pool_connections',
		help: 'Connections of each database login: open, idle, and askers that wait for one',
		labelNames: ['login', 'state'],
		registers: [registry],
	});
	const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
	const outboxCount = gauge('vidan_outbox_tasks', 'Promised tasks that the queue does not have yet');
	const outboxAge = gauge('vidan_outbox_age_seconds', 'Age of the oldest of them');
	const foldLag = gauge('vidan_fold_lag_seconds', 'Age of the oldest act that is not in the counters yet');

	const refresh = async () => {
		for (const { role, ...states } of house.database.usage()) {
			for (const [state, count] of Object.entries(states)) pool.set({ login: role, state }, count);
		}
		const lag = await work(house, { kind: 'job', name: 'metrics' }, findLag, { readOnly: true });
		outboxCount.set(lag.outboxCount);
		outboxAge.set(lag.outboxAge);
		foldLag.set(lag.foldLag);
	};
	return {
		async measure(c, next) {
			const end = requests.startTimer();
			await next();
			end({ route: patternOf(routePath(c, -1)), method: methodOf(c.req.method), status: String(c.res.status) });
		},
		async text() {
			await refresh();
			return registry.metrics();
		},
		contentType: registry.contentType,
	};
}

/** `/lam-viec/cam-ket/:id{[0-9a-f]…}` → `/lam-viec/cam-ket/:id`; what no route answered is “other”. */
const patternOf = (path: string): string => {
	const plain = path.replaceAll(/\{[^/]*\}/g, '');
	return plain === '*' || plain.endsWith('/*') ? 'other' : plain;
};

/** Anybody can send a method of their own making; each would be a series of its own. */
const methodOf = (method: string): string => (['GET', 'HEAD', 'POST'].includes(method) ? method : 'other');
