import { setCookie } from 'hono/cookie';
import { m } from '#words';
import { TooMany } from '#platform';
import { ActionForm, Button, Notice, TextField, typed } from '#ui';
import { returnPath } from '../elevation.ts';
import { giveSession, tryBoundCookie, wayOf } from '../session-cookie.ts';
import { signInWithPassword } from '../sign-in-with-password.ts';
import { browserOf, knownBrowser, plainPage, workspace, type Door } from './door.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { giveStep } from './second-factor.tsx';

/** GET /dang-nhap */
export async function showSignIn(door: Door): Promise<Response> {
	if (wayOf(door.house, door.c) === 'open')
		return plainPage(door, { title: m.access_open_title(), body: <p>{m.access_open_detail()}</p>, status: 403 });
	tryBoundCookie(door.c);
	return signInPage(door, '', undefined);
}

/** POST /dang-nhap */
export async function signIn(door: Door): Promise<Response> {
	const { house, c } = door;
	if (wayOf(house, c) === 'open') return showSignIn(door);
	const [userName, password, next] = [
		await door.field('userName'),
		await door.field('password'),
		await door.field('next'),
	];
	try {
		const result = await signInWithPassword(house, { userName, password }, browserOf(door));
		if (result.outcome === 'wrong') return signInPage(door, userName, m.access_signIn_wrong());
		const secure = wayOf(house, c) === 'encrypted';
		setCookie(c, knownBrowser, result.known, {
			path: '/dang-nhap',
			httpOnly: true,
			sameSite: 'Strict',
			secure,
			maxAge: 180 * 24 * 60 * 60,
		});
		if (result.outcome === 'secondFactor') return giveStep(door, result.step, next);
		giveSession(house, c, result.token);
		return c.redirect(returnPath(next, workspace), 303);
	} catch (problem) {
		if (!(problem instanceof TooMany)) throw problem;
		return signInPage(door, userName, problem.message, 429);
	}
}

function signInPage(
	door: Door,
	userName: string,
	problem: string | undefined,
	status: 422 | 429 = 422,
): Promise<Response> {
	const { c, house } = door;
	const next = returnPath(c.req.query('tiep'), '');
	const field = typed({ userName });
	return plainPage(door, {
		title: m.access_signIn_title(),
		status: problem ? status : 200,
		body: (
			<>
				{problem && <Notice kind="problem" title={problem} />}
				{!problem && c.req.query('het') !== undefined && <Notice kind="info" title={m.access_signIn_over()} />}
				<ActionForm action={`/dang-nhap${next && `?tiep=${encodeURIComponent(next)}`}`} guarded={false}>
					<input type="hidden" name="next" value={next} />
					<TextField
						{...field('userName')}
						label={m.access_userName()}
						autocomplete="username webauthn"
						autofocus
						size="medium"
					/>
					<TextField
						name="password"
						label={m.access_password()}
						type="password"
						autocomplete="current-password"
						size="medium"
					/>
					<Button>{m.access_signIn()}</Button>
				</ActionForm>
				<PasskeyButton
					origin={house.settings.origin}
					ask="/dang-nhap/khoa/cau-hoi"
					answer="/dang-nhap/khoa"
					next={returnPath(next, workspace)}
					label={m.access_passkey_signIn()}
				/>
				<p class="hint">{m.access_signIn_help()}</p>
			</>
		),
	});
}
