import { Hono, type Context } from 'hono';
import { trimTrailingSlash } from 'hono/trailing-slash';
import { confirmPath, ElevationNeeded } from '#access';
import {
	deskOn,
	isSessionOver,
	PageStore,
	portalOn,
	securityHeaders,
	type Call,
	type Caller,
	type Desk,
	type House,
	type Portal,
} from '#platform';
import type { Metrics } from '../metrics/metrics.ts';
import { builtAssets } from './assets.ts';
import { componentsDoor } from './components.ts';
import { guard } from './guard.ts';
import { health, type Readiness } from './health.ts';
import { localeOf } from './locale.ts';
import { notFoundPage, problemPage } from './problem-page.tsx';
import { paperPage, portalPage, workspacePage } from './shells.tsx';
import { speculation } from './speculation.ts';
import type { CountsDuties } from './workspace-frame.ts';

/** What the rooms offer to the two faces. */
export type Faces = {
	/** Sign-in and first set-up: pages before there is a session. */
	doors: ((house: House) => Hono)[];
	portals: ((portal: Portal) => void)[];
	desks: ((desk: Desk) => void)[];
	/** Who asks, by the session cookie; undefined when nobody is signed in. */
	callerOf: (house: House, c: Context) => Caller | undefined;
	/** Told of every call of the workspace. */
	entered: (call: Call) => void;
	countDuties: CountsDuties;
};

/** All of HTTP: the portal, the doors, the workspace, and what stands around every request. */
export function buildWeb(house: House, faces: Faces, clientDirectory: string, readiness: Readiness, metrics?: Metrics) {
	const pages = new PageStore();
	const app = new Hono();
	if (metrics) app.use(metrics.measure);
	app.use(securityHeaders(house.settings.origin));
	health(app, house, readiness);
	const signed = new Set<string>();
	app.use(guard(house.settings, signed));
	app.use(builtAssets(clientDirectory));
	// `/en/` is `/en`: where nothing is found under an address with a stroke at its end, the one without is tried.
	app.use(trimTrailingSlash());

	if (house.settings.faces !== 'workspace') {
		app.use(speculation());
		const portal = portalOn(app, { house, pages, page: portalPage, signed });
		for (const open of faces.portals) open(portal);
	}
	if (house.settings.faces !== 'public') {
		for (const door of faces.doors) app.route('/', door(house));
		const desk = deskOn(app, {
			house,
			localeOf,
			callerOf: (c) => faces.callerOf(house, c),
			entered: faces.entered,
			signIn: (c) => toSignIn(c),
			page: workspacePage(faces.countDuties),
			paper: paperPage,
		});
		for (const open of faces.desks) open(desk);
	}
	if (house.settings.development) app.route('/', componentsDoor());
	app.notFound(notFoundPage);
	app.onError((error, c) => {
		if (isSessionOver(error)) return toSignIn(c);
		if (error instanceof ElevationNeeded) return c.redirect(confirmPath(c.req.raw), 303);
		return problemPage(house, c, error);
	});
	return { app, pages };
}

/** To the door, and back to the page that was asked for; what was posted cannot be sent again from there. */
function toSignIn(c: Context): Response {
	const back = c.req.method === 'GET' ? `?tiep=${encodeURIComponent(c.req.path)}` : '';
	return c.redirect(`/dang-nhap${back}`, 303);
}
