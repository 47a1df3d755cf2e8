import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { m } from '#words';
import { TooMany } from '#platform';
import { ActionForm, Button, LinkButton, Notice, TextField } from '#ui';
import { returnPath } from '../elevation.ts';
import { giveSecondFactor } from '../give-second-factor.ts';
import { isToken } from '../secret-token.ts';
import { giveSession, wayOf } from '../session-cookie.ts';
import { browserOf, plainPage, workspace, type Door } from './door.tsx';

const stepCookie = 'vidan-step';
const path = '/dang-nhap/ma';

/** The password was right: on to the second factor. */
export function giveStep({ house, c }: Door, step: string, next: string): Response {
	const secure = wayOf(house, c) === 'encrypted';
	setCookie(c, stepCookie, step, { path, httpOnly: true, sameSite: 'Lax', secure, maxAge: 300 });
	const back = returnPath(next, '');
	return c.redirect(`${path}${back && `?tiep=${encodeURIComponent(back)}`}`, 303);
}

/** GET /dang-nhap/ma */
export async function showSecondFactor(door: Door): Promise<Response> {
	return getCookie(door.c, stepCookie) ? codePage(door, undefined) : door.c.redirect('/dang-nhap', 303);
}

/** POST /dang-nhap/ma */
export async function secondFactor(door: Door): Promise<Response> {
	const { house, c } = door;
	const step = getCookie(c, stepCookie) ?? '';
	if (!isToken(step)) return c.redirect('/dang-nhap', 303);
	try {
		const given = await giveSecondFactor(house, step, await door.field('code'), browserOf(door));
		if (given.outcome === 'wrong') return codePage(door, m.access_code_wrong());
		deleteCookie(c, stepCookie, { path });
		if (given.outcome === 'over') return c.redirect('/dang-nhap?het', 303);
		giveSession(house, c, given.token);
		return c.redirect(returnPath(await door.field('next'), workspace), 303);
	} catch (problem) {
		if (!(problem instanceof TooMany)) throw problem;
		return codePage(door, problem.message, 429);
	}
}

const codePage = (door: Door, problem: string | undefined, status: 422 | 429 = 422) => {
	const next = returnPath(door.c.req.query('tiep'), '');
	return plainPage(door, {
		title: m.access_code_title(),
		status: problem ? status : 200,
		body: (
			<>
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={`${path}${next && `?tiep=${encodeURIComponent(next)}`}`} guarded={false}>
					<input type="hidden" name="next" value={next} />
					<TextField
						name="code"
						label={m.access_code()}
						hint={m.access_code_hint()}
						autocomplete="one-time-code"
						autofocus
						size="short"
						maxlength={20}
					/>
					<Button>{m.access_code_give()}</Button>
					<LinkButton href="/dang-nhap" weight="quiet">
						{m.access_code_back()}
					</LinkButton>
				</ActionForm>
			</>
		),
	});
};
