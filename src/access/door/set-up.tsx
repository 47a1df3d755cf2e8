import { m } from '#words';
import { ActionForm, Button, ErrorSummary, TextField } from '#ui';
import { ownerOfLink, setPasswordByLink } from '../change-password.ts';
import { shortestPassword } from '../password.ts';
import { isToken } from '../secret-token.ts';
import { giveSession, tryBoundCookie, wayOf } from '../session-cookie.ts';
import { beginSession } from '../sessions.ts';
import { owe } from '../sign-in-with-password.ts';
import { browserOf, errorsOf, plainPage, workspace, type Door } from './door.tsx';
import { giveStep } from './second-factor.tsx';
import { showSignIn } from './sign-in.tsx';

/** GET /thiet-lap/:token. Looking does not use the link up: mail programs look at links before people do. */
export async function showSetUp(door: Door): Promise<Response> {
	if (wayOf(door.house, door.c) === 'open') return showSignIn(door);
	tryBoundCookie(door.c);
	return setUpPage(door, {});
}

/** POST /thiet-lap/:token: sets the password and signs in; where a second factor is set, it is still owed. */
export async function setUp(door: Door): Promise<Response> {
	const { house, c, request } = door;
	if (wayOf(house, c) === 'open') return showSignIn(door);
	const token = request.param('token');
	const owner = isToken(token) ? await ownerOfLink(house, token) : undefined;
	if (!owner) return setUpPage(door, {});
	const [password, again] = [await door.field('password'), await door.field('again')];
	if (password.normalize('NFC') !== again.normalize('NFC'))
		return setUpPage(door, { again: m.access_password_notSame() });
	try {
		const set = await setPasswordByLink(house, token, owner.userName, password);
		if (!set) return setUpPage(door, {});
		const browser = browserOf(door);
		if (set.secondFactor) return giveStep(door, await owe(house, set.accountId), workspace);
		giveSession(
			house,
			c,
			await beginSession(house, {
				accountId: set.accountId,
				method: 'link',
				device: browser.device,
				replaces: browser.token,
			}),
		);
		return c.redirect(workspace, 303);
	} catch (problem) {
		return setUpPage(door, errorsOf(problem));
	}
}

async function setUpPage(door: Door, errors: Record<string, string>): Promise<Response> {
	const token = door.request.param('token');
	const owner = isToken(token) ? await ownerOfLink(door.house, token) : undefined;
	if (!owner)
		return plainPage(door, {
			title: m.access_link_over_title(),
			body: <p>{m.access_link_over_detail()}</p>,
			status: 422,
		});
	return plainPage(door, {
		title: m.access_setUp_title({ name: owner.displayName }),
		status: Object.keys(errors).length > 0 ? 422 : 200,
		body: (
			<>
				<ErrorSummary errors={errors} />
				<p>{m.access_setUp_userName({ userName: owner.userName })}</p>
				<ActionForm action={`/thiet-lap/${token}`} guarded={false}>
					<input type="hidden" name="userName" value={owner.userName} autocomplete="username" />
					<NewPasswordFields errors={errors} />
					<Button>{m.access_setUp()}</Button>
				</ActionForm>
			</>
		),
	});
}

/** A new password, twice. */
export const NewPasswordFields = ({ errors }: { errors: Record<string, string> }) => (
	<>
		<TextField
			name="password"
			label={m.access_password_new()}
			hint={m.access_password_hint({ shortest: shortestPassword })}
			error={errors.password}
			type="password"
			autocomplete="new-password"
			size="medium"
		/>
		<TextField
			name="again"
			label={m.access_password_again()}
			error={errors.again}
			type="password"
			autocomplete="new-password"
			size="medium"
		/>
	</>
);
