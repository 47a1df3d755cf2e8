import type { MiddlewareHandler } from 'hono';
import { speculationRules } from '#ui';

const path = '/speculation.json';
const rules = JSON.stringify(speculationRules);

/** Tells browsers, with every public page, where it stands which links they may fetch before they are pressed. */
export const speculation = (): MiddlewareHandler => async (c, next) => {
	if (c.req.path === path) {
		return c.body(rules, 200, {
			'Content-Type': 'application/speculationrules+json',
			'Cache-Control': 'public, max-age=3600',
		});
	}
	await next();
	const isPublic = c.res.headers.get('Cache-Control')?.startsWith('public, max-age=0') === true;
	if (isPublic) c.res.headers.set('Speculation-Rules', `"${path}"`);
	return undefined;
};
