import { Hono, type Context } from 'hono';
import type { ZodType } from 'zod';
import { inLocale } from '#words';
import { Invalid, requestOf, seeOther, work, type Call, type House, type Request } from '#platform';
import { changeInstallation } from '#portal';
import { languagesByQuery, localeOf } from '../web/locale.ts';
import { appointAdministrator, passwordLink } from './appoint-administrator.ts';
import { foundRoot } from './found-root.ts';
import { installer, requireLink, setUpPath } from './link.ts';
import { setUpPage } from './pages.tsx';
import { administratorForm, bodyForm, rootForm } from './set-up.form.ts';
import { lockSetUp } from './set-up.store.ts';
import { stepShown, type Step } from './step.ts';

/** The pages behind the link that `start --empty` prints. Once somebody can sign in there is nothing here. */
export function setUpDoor(house: House): Hono {
	const app = new Hono();
	const answer = (act: (request: Request) => Promise<Response>) => (c: Context) => {
		const locale = localeOf(c);
		c.header('Cache-Control', 'no-store');
		return inLocale(locale, () => act(requestOf(c, locale)));
	};
	const post = <T,>(path: string, taken: Taken<T>) =>
		app.post(
			`/cai-dat/:token/${path}`,
			answer((request) => take(house, request, taken)),
		);

	app.get(
		'/cai-dat/:token',
		answer((request) => show(house, request)),
	);
	post('co-quan', { step: 'body', form: bodyForm, accept: changeInstallation });
	post('don-vi-goc', { step: 'root', form: rootForm, accept: foundRoot });
	post('quan-tri', { step: 'administrator', form: administratorForm, accept: appointAdministrator });
	app.post(
		'/cai-dat/:token/mat-khau',
		answer(async (request) => {
			await request.form();
			return seeOther(await behindLink(house, request, passwordLink));
		}),
	);
	return app;
}

type Taken<T> = { step: Step; form: ZodType<T>; accept: (call: Call, values: T) => Promise<void> };

const behindLink = <T,>(house: House, request: Request, act: (call: Call) => Promise<T>): Promise<T> =>
	work(house, installer, async (call) => {
		await requireLink(call, request.param('token'));
		return act(call);
	});

const show = (house: House, request: Request): Promise<Response> =>
	behindLink(house, request, async (call) =>
		html(await setUpPage(call, await stepShown(call, request.query('buoc')), frameOf(request)), 200),
	);

/** Takes what was typed, or shows the same step again with what is wrong. A step that is done is not done again. */
async function take<T>(house: House, request: Request, { step, form, accept }: Taken<T>): Promise<Response> {
	const values = await request.values();
	try {
		const read = form.safeParse(values);
		if (!read.success) throw unreadable(read.error.issues);
		await behindLink(house, request, async (call) => {
			await lockSetUp(call);
			if ((await stepShown(call, step)) === step) await accept(call, read.data);
		});
		return seeOther(setUpPath(request.param('token')));
	} catch (problem) {
		if (!(problem instanceof Invalid)) throw problem;
		const errors = Object.fromEntries(Object.entries(problem.fields).map(([field, words]) => [field, words()]));
		const state = { values, errors: Object.keys(errors).length > 0 ? errors : { '': problem.words() } };
		return behindLink(house, request, async (call) =>
			html(await setUpPage(call, await stepShown(call, step), { ...frameOf(request), state }), 422),
		);
	}
}

function unreadable(issues: readonly { path: PropertyKey[]; message: string }[]): Invalid {
	const fields: Record<string, () => string> = {};
	for (const { path, message } of issues) fields[String(path[0])] ??= () => message;
	return new Invalid(() => '', fields);
}

const frameOf = (request: Request) => {
	const path = setUpPath(request.param('token'));
	return { path, languages: languagesByQuery(new URL(path, request.url)) };
};

const html = (page: string, status: number): Response =>
	new Response(page, {
		status,
		headers: {
			'Content-Type': 'text/html; charset=utf-8',
			'Cache-Control': 'no-store',
			'Referrer-Policy': 'same-origin',
		},
	});
