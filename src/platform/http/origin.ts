/** The parts of a request that say where it comes from. */
export type Provenance = {
	method: string;
	secFetchSite: string | undefined;
	origin: string | undefined;
	host: string | undefined;
};

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * May this request change something? The browser's own word first (`Sec-Fetch-Site` cannot be set by a page), else the
 * `Origin`, which must be one of ours. Neither: refused. The content type plays no part.
 */
export function isOurOwn(request: Provenance, origins: ReadonlySet<string>): boolean {
	if (safe.has(request.method)) return true;
	if (request.secFetchSite !== undefined) return request.secFetchSite === 'same-origin';
	return request.origin !== undefined && origins.has(request.origin);
}

/** The origins under which this server is reached: its own, and on a loopback installation the other names of loopback. */
export function ownOrigins(origin: string, port: number): ReadonlySet<string> {
	const own = new URL(origin);
	const loopback = ['localhost', '127.0.0.1', '[::1]'];
	return loopback.includes(own.hostname)
		? new Set([origin, ...loopback.map((host) => `http://${host}:${port}`)])
		: new Set([origin]);
}

/** A foreign name in `Host` means a page elsewhere had its name point here. Loopback names are let in for health checks. */
export function isOurHost(host: string | undefined, origins: ReadonlySet<string>): boolean {
	if (host === undefined) return false;
	const name = host.replace(/:\d+$/, '');
	return (
		['localhost', '127.0.0.1', '[::1]'].includes(name) || [...origins].some((origin) => new URL(origin).host === host)
	);
}
