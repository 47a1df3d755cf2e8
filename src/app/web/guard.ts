import type { MiddlewareHandler } from 'hono';
import { m } from '#words';
import { Forbidden, isOurHost, isOurOwn, ownOrigins, type Settings } from '#platform';

/** Lets in only requests for our own names, and unsafe ones only from our own pages, whatever their content type. */
export function guard(settings: Settings): MiddlewareHandler {
	const origins = ownOrigins(settings.origin, settings.port);
	return async (c, next) => {
		const ours =
			isOurHost(c.req.header('Host'), origins) &&
			isOurOwn(
				{
					method: c.req.method,
					secFetchSite: c.req.header('Sec-Fetch-Site'),
					origin: c.req.header('Origin'),
					host: c.req.header('Host'),
				},
				origins,
			);
		if (!ours) throw new Forbidden(() => m.platform_foreignOrigin_detail());
		await next();
	};
}
