import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { inLocale, m } from '#words';
import { asksForNothing, NotFound, problemOf, Unavailable, type House } from '#platform';
import { LinkButton, PlainPage, written } from '#ui';
import { localeOf } from './locale.ts';

const titles: Record<number, () => string> = {
	403: m.platform_forbidden_title,
	404: m.platform_notFound_title,
	409: m.platform_conflict_title,
	413: m.platform_tooLarge_title,
	422: m.platform_invalid_title,
	429: m.platform_tooMany_title,
	503: m.platform_busy_title,
};

/** Answers an error: a problem in the reader's words; a bug with an id that stands in the log too, and nothing else. */
export function problemPage(house: House, c: Context, error: unknown): Promise<Response> {
	return inLocale(localeOf(c), async () => {
		const problem = problemOf(error) ?? nothingThere(house, c, error);
		if (problem) {
			const headers: Record<string, string> =
				problem instanceof Unavailable ? { 'Retry-After': String(problem.retryAfter) } : {};
			return answer(c, problem.status, titles[problem.status]!(), [problem.words()], headers);
		}
		const id = randomUUID();
		house.log.error({ id, err: error, path: c.req.routePath }, 'bug');
		return answer(c, 500, m.platform_error_title(), [m.platform_error_detail(), m.platform_error_code({ id })]);
	});
}

/** A reading of what cannot exist. The log keeps the route and no value: if it was our mistake, it is found there. */
function nothingThere(house: House, c: Context, error: unknown): NotFound | undefined {
	if (!['GET', 'HEAD'].includes(c.req.method) || !asksForNothing(error)) return undefined;
	house.log.warn({ code: (error as { code: string }).code, path: c.req.routePath }, 'asked for what cannot exist');
	return new NotFound(() => m.platform_notFound_detail());
}

export const notFoundPage = (c: Context): Promise<Response> =>
	inLocale(localeOf(c), async () => answer(c, 404, m.platform_notFound_title(), [m.platform_notFound_detail()]));

async function answer(
	c: Context,
	status: number,
	title: string,
	lines: string[],
	headers: Record<string, string> = {},
) {
	if (c.req.header('Accept')?.startsWith('application/json')) {
		return Response.json({ title, detail: lines.join(' ') }, { status, headers });
	}
	const home = homeOf(c.req.path);
	const page = await written(
		<PlainPage title={title} home={home.href}>
			{lines.map((line) => (
				<p>{line}</p>
			))}
			<p>
				<LinkButton href={home.href}>{home.label()}</LinkButton>
			</p>
		</PlainPage>,
	);
	return new Response(page, {
		status,
		headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
	});
}

/** Whoever was in the workspace is led back there, whoever read in English to the English front page. */
const homeOf = (path: string): { href: string; label: () => string } => {
	if (/^\/lam-viec(\/|$)/.test(path)) return { href: '/lam-viec', label: m.platform_toWorkspace };
	return { href: /^\/en(\/|$)/.test(path) ? '/en' : '/', label: m.platform_toHome };
};
