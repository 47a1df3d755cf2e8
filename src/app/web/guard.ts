import type { MiddlewareHandler } from 'hono';
import { m } from '#words';
import { Forbidden, isOurHost, isOurOwn, ownOrigins, type Settings } from '#platform';

/**
 * Lets in only requests for our own names, and unsafe ones only from our own pages, whatever their content type.
 *
 * @param signed addresses that hold no cookie and check a signed form of their own: there a browser that says nothing about
 * where it comes from is let in, one that says it comes from elsewhere is not
 */
export function guard(settings: Settings, signed: ReadonlySet<string>): MiddlewareHandler {
	const origins = ownOrigins(settings.origin, settings.port);
	return async (c, next) => {
		const silent = c.req.header('Sec-Fetch-Site') === undefined && c.req.header('Origin') === undefined;
		const ours =
			isOurHost(c.req.header('Host'), origins) &&
			((silent && signed.has(c.req.path)) ||
				isOurOwn(
					{
						method: c.req.method,
						secFetchSite: c.req.header('Sec-Fetch-Site'),
						origin: c.req.header('Origin'),
						host: c.req.header('Host'),
					},
					origins,
				));
		if (!ours) throw new Forbidden(() => m.platform_foreignOrigin_detail());
		await next();
	};
}
