import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import pg from 'pg';
import { expect } from 'vitest';
import type { Locale } from '#words';
import type { Caller, House } from '../call.ts';
import { deskOn, type Desk, type View } from './desk.ts';
import { isSessionOver, problemOf } from './failures.ts';

/** All that somebody can tell an answer from another by, save the clock: what was said, and how much the database was asked for it. */
export type Looked = { status: number; headers: [string, string][]; body: string; statements: number };

export async function looked(ask: () => Promise<Response>): Promise<Looked> {
	const { statements, result } = await counting(ask);
	return {
		status: result.status,
		headers: [...result.headers].filter(([name]) => name !== 'date'),
		body: (await result.text()).replaceAll(/name="_key" value="[^"]*"/g, ''),
		statements,
	};
}

/** What ran on the wire meanwhile: simple statements, and one `bind` for each prepared one. */
async function counting<T>(act: () => Promise<T>): Promise<{ statements: number; result: T }> {
	const wire = (
		pg as unknown as { Connection: { prototype: Record<'query' | 'bind', (...given: unknown[]) => unknown> } }
	).Connection.prototype;
	const { query, bind } = wire;
	let statements = 0;
	const counted = (original: typeof query) =>
		function (this: unknown, ...given: unknown[]) {
			statements += 1;
			return original.apply(this, given);
		};
	Object.assign(wire, { query: counted(query), bind: counted(bind) });
	try {
		return { result: await act(), statements };
	} finally {
		Object.assign(wire, { query, bind });
	}
}

/** Who asks in a test, by a name that stands in a header; `undefined`: nobody is signed in. */
export type Asking = {
	house: House;
	callerOf: (who: string, c: Context) => Caller | undefined;
	/** What `app` does with an error that is no problem of a person's. */
	errors?: (error: Error, c: Context) => Response | undefined;
};

/** What a form sends: a list under `name[]`, or under `name` as often as it was chosen. */
export type Fields = Record<string, string | readonly string[] | File>;

/** The pages of some rooms as a browser gets them, without the shell. */
export type Workspace = {
	app: Hono;
	see: (who: string, path: string, locale?: Locale) => Promise<Response>;
	/** A page that must open. */
	read: (who: string, path: string, locale?: Locale) => Promise<string>;
	/** Sends a form, with a key of its own unless `_key` is among the fields. */
	send: (who: string, path: string, fields?: Fields) => Promise<Response>;
	/** Sends a form that must be taken; where the reader is sent on. */
	done: (who: string, path: string, fields?: Fields) => Promise<string>;
};

/** The workspace of a house, as `app` puts it together, without what stands around every page. */
export function aWorkspace({ house, callerOf, errors }: Asking, ...desks: ((desk: Desk) => void)[]): Workspace {
	const app = new Hono();
	const desk = deskOn(app, {
		house,
		localeOf: (c) => (c.req.header('X-Locale') === 'en' ? 'en' : 'vi'),
		callerOf: (c) => callerOf(c.req.header('X-Who') ?? '', c),
		signIn: (c) => c.text('', 401),
		page: async (_call, _request, view) => drawn(view),
	});
	for (const room of desks) room(desk);
	app.onError((error, c) => {
		const answer = errors?.(error, c);
		if (answer) return answer;
		if (isSessionOver(error)) return c.text('', 401);
		const problem = problemOf(error);
		if (!problem) throw error;
		return c.text(problem.words(), problem.status);
	});

	const see: Workspace['see'] = async (who, path, locale = 'vi') =>
		app.request(path, { headers: { 'X-Who': who, 'X-Locale': locale } });
	const send: Workspace['send'] = async (who, path, fields = {}) => {
		const body = new FormData();
		if (!('_key' in fields)) body.append('_key', crypto.randomUUID());
		for (const [name, value] of Object.entries(fields))
			for (const each of Array.isArray(value) ? (value as string[]) : [value as string | File]) body.append(name, each);
		return app.request(path, { method: 'POST', headers: { 'X-Who': who }, body });
	};
	return {
		app,
		see,
		send,
		async read(who, path, locale) {
			const response = await see(who, path, locale);
			const page = await response.text();
			expect([path, response.status, response.status === 200 ? '' : page]).toEqual([path, 200, '']);
			return page;
		},
		async done(who, path, fields) {
			const response = await send(who, path, fields);
			expect([path, response.status, response.status === 303 ? '' : await response.text()]).toEqual([path, 303, '']);
			return response.headers.get('Location')!;
		},
	};
}

/** All that a view says, part by part. */
const drawn = async ({ crumbs = [], title, lead, problem, state, action, body }: View): Promise<string> =>
	(
		await html`<nav>${crumbs.map(({ href }) => href).join(' ')}</nav>
			<h1>${title}</h1>
			${[lead, problem, state, action, body]}`
	).toString();
