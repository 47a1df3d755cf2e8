import { m } from '#words';
import { Forbidden, type Call } from '#platform';

/** How long a proof of who one is holds for what matters most: signing plans and pledges, and giving roles. */
export const elevationMinutes = 5;

/** The person must first prove anew who they are. `app` leads to {@link confirmPath} and back. */
export class ElevationNeeded extends Forbidden {
	constructor() {
		super(() => m.access_elevation_needed());
	}
}

/** Throws {@link ElevationNeeded} unless the person signed in, or proved anew who they are, within five minutes. */
export function requireElevation(call: Call): void {
	if (call.actor.kind === 'session' && !isElevated(call)) throw new ElevationNeeded();
}

export function isElevated(call: Call): boolean {
	const at = call.actor.elevatedAt;
	return at !== null && call.now.getTime() - Date.parse(at) < elevationMinutes * 60_000;
}

/**
 * Where to prove it, and then go on: to the page that was asked for, or for what was posted to the page with the form
 * (what was typed there must be typed again, so ask for the proof when the form is shown).
 */
export function confirmPath(request: globalThis.Request): string {
	const address = request.method === 'GET' ? request.url : (request.headers.get('Referer') ?? '');
	return `/xac-nhan?tiep=${encodeURIComponent(returnPath(address, '/lam-viec'))}`;
}

/**
 * A path of this house out of what an address or a form says, else `otherwise`: what comes back from a query must not
 * lead to another site.
 */
export function returnPath(said: string | null | undefined, otherwise: string): string {
	if (!said) return otherwise;
	const here = 'http://here.invalid';
	const url = URL.parse(said, here);
	if (!url || !/^https?:$/.test(url.protocol)) return otherwise;
	const path = `${url.pathname}${url.search}`;
	const isPath = said.startsWith('/') ? url.origin === here : /^https?:\/\//.test(said);
	return isPath && /^\/(?![/\\])/.test(path) ? path : otherwise;
}
