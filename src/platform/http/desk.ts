import type { Context, Hono } from 'hono';
import { html as markup } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ZodType } from 'zod';
import { inLocale, m, type Locale } from '#words';
import { work, type Call, type Caller, type House } from '../call.ts';
import { Invalid } from '../problems.ts';
import { ChangedSince } from '../seen.ts';
import { choosesNothing, retryable } from './failures.ts';
import { once, ticketOf } from './idempotency.ts';
import { requestOf, type Request } from './request.ts';

/** A page of the workspace without the shell, which `app` puts around it. */
export type View = {
	/** A sentence of the domain. */
	title: string;
	/** One line under the title: whose, when, since. */
	lead?: Child;
	/** A `<State>` of ui. */
	state?: Child;
	/** The one main action. */
	action?: Child;
	crumbs?: { label: string; href: string }[];
	/** Names what is shown, as `versionOf` makes it: others change it, and whoever has the page open is shown the new one. */
	version?: string;
	/** Why the page is shown instead of what was asked for. */
	problem?: string;
	body: Child;
};

/** A document to print, which stands on its own. `illustration`: it must say that what it shows is demonstration data. */
export type Paper = { paper: (about: { illustration: boolean }) => Child };

/** A form as it was typed and what is wrong with it; empty at first sight. */
export type FormState = {
	values: Record<string, string | string[]>;
	/** By field, in the reader's language. */
	errors: Record<string, string>;
	/** What is wrong with the whole. */
	problem?: string;
};

export type Show = (call: Call, request: Request) => Promise<View | Paper | Response>;
/** Shows a page of the workspace. */
export type ShowView = (call: Call, request: Request) => Promise<View>;
export type Act = (call: Call, request: Request) => Promise<Response>;
export type DeskForm<T> = {
	schema: ZodType<T>;
	show: (call: Call, request: Request, state: FormState) => Promise<View>;
	accept: (call: Call, request: Request, values: T) => Promise<Response>;
};

/** Where a room puts its routes of the workspace. Each runs in one transaction as the signed-in person. */
export type Desk = {
	/** Shows; reads only. */
	get(path: string, show: Show): void;
	/**
	 * Does one thing, once per idempotency key, and sends the reader on. `anew`: the page that is shown, with 409, when what was to be done
	 * was changed since it was seen.
	 */
	post(path: string, act: Act, anew?: ShowView): void;
	/** Shows a form and takes it; what cannot be taken is shown again as typed, with 422 (409 when it was changed since it was seen) and nothing changed. */
	form<T>(path: string, form: DeskForm<T>): void;
};

/** What the desk needs from `app`. */
export type DeskWiring = {
	house: House;
	localeOf: (c: Context) => Locale;
	/** Who asks; undefined when nobody is signed in. */
	callerOf: (c: Context) => Caller | undefined;
	/** Told of every call, once it is known who asks. */
	entered?: (call: Call) => void;
	/** Where to sign in, and come back from there. */
	signIn: (c: Context) => Response;
	/** Puts the shell around a view. */
	page: (call: Call, request: Request, view: View) => Promise<string>;
	/** Writes a document to print; plainly, unless said. */
	paper?: (call: Call, paper: Paper) => Promise<string>;
};

const nothing: FormState = { values: {}, errors: {} };

export function deskOn(app: Hono, wiring: DeskWiring): Desk {
	const answer = (c: Context, act: (caller: Caller, request: Request) => Promise<Response>): Promise<Response> =>
		inLocale(wiring.localeOf(c), async () => {
			const caller = wiring.callerOf(c);
			if (!caller) return wiring.signIn(c);
			const response = await act(caller, requestOf(c, wiring.localeOf(c)));
			if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'private, no-store');
			return response;
		});

	const show = (caller: Caller, request: Request, show: Show, status = 200): Promise<Response> =>
		work(
			wiring.house,
			caller,
			async (call) => {
				wiring.entered?.(call);
				const shown = await show(call, request);
				if (shown instanceof Response) return shown;
				if ('paper' in shown) return html(await (wiring.paper ?? plainPaper)(call, shown), status);
				return html(await wiring.page(call, request, shown), status, shown.version);
			},
			{ readOnly: true },
		);

	const act = async (path: string, caller: Caller, request: Request, act: Act): Promise<Response> => {
		const ticket = await ticketOf(request); // the body is read before a connection is held
		return retryable(() =>
			work(
				wiring.house,
				caller,
				(call) => {
					wiring.entered?.(call);
					return once(call, ticket, () => act(call, request));
				},
				{ ticket },
			),
		).catch((error: unknown) => {
			if (!choosesNothing(error)) throw error;
			const { code, constraint, where } = error as { code: string; constraint?: string; where?: string };
			wiring.house.log.warn({ code, constraint, where, path }, 'a form chose what does not exist');
			throw new Invalid(() => m.platform_gone_detail());
		});
	};

	return {
		get: (path, shown) => app.get(path, (c) => answer(c, (caller, request) => show(caller, request, shown))),
		post: (path, done, anew) =>
			app.post(path, (c) =>
				answer(c, async (caller, request) => {
					try {
						return await act(path, caller, request, done);
					} catch (problem) {
						if (!(problem instanceof ChangedSince && anew)) throw problem;
						const shown: Show = async (call) => ({ ...(await anew(call, request)), problem: problem.words() });
						return show(caller, request, shown, problem.status);
					}
				}),
			),
		form(path, form) {
			app.get(path, (c) =>
				answer(c, (caller, request) => show(caller, request, (call) => form.show(call, request, nothing))),
			);
			app.post(path, (c) =>
				answer(c, async (caller, request) => {
					try {
						const values = form.schema.safeParse(await request.values());
						if (!values.success) throw unreadable(values.error.issues);
						return await act(path, caller, request, (call) => form.accept(call, request, values.data));
					} catch (problem) {
						if (!(problem instanceof Invalid || problem instanceof ChangedSince)) throw problem;
						const state = await typedAgain(request, problem);
						return show(caller, request, (call) => form.show(call, request, state), problem.status);
					}
				}),
			);
		},
	};
}

const plainPaper = async (_call: Call, { paper }: Paper): Promise<string> =>
	(await markup`${paper({ illustration: false })}`).toString();

function unreadable(issues: readonly { path: PropertyKey[]; message: string }[]): Invalid {
	const fields: Record<string, () => string> = {};
	for (const { path, message } of issues) fields[path.map(String).join('.')] ??= () => message;
	return new Invalid(() => Object.values(fields)[0]?.() ?? '', fields);
}

async function typedAgain(request: Request, problem: Invalid | ChangedSince): Promise<FormState> {
	const fields = problem instanceof Invalid ? problem.fields : {};
	const errors = Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, words()]));
	const values = await request.values();
	return Object.keys(errors).length > 0 ? { values, errors } : { values, errors, problem: problem.words() };
}

const html = (page: string, status: number, version?: string): Response =>
	new Response(page, {
		status,
		headers: { 'Content-Type': 'text/html; charset=utf-8', ...(version !== undefined && { ETag: version }) },
	});
