import { m } from '#words';
import { TooMany } from '#platform';
import { ActionForm, Button, ErrorSummary, LinkButton, TextField } from '#ui';
import { changePassword } from '../change-password.ts';
import { personOf } from '../confirm-identity.ts';
import { sessionTokenOf } from '../session-cookie.ts';
import { errorsOf, plainPage, type Door } from './door.tsx';
import { NewPasswordFields } from './set-up.tsx';

const path = '/tai-khoan/mat-khau';
const account = '/lam-viec/tai-khoan';

/** GET /tai-khoan/mat-khau */
export async function showPassword(door: Door): Promise<Response> {
	const person = await personOf(door.house, sessionTokenOf(door.house, door.c));
	return person ? passwordPage(door, {}) : door.c.redirect(`/dang-nhap?tiep=${path}`, 303);
}

/** POST /tai-khoan/mat-khau */
export async function password(door: Door): Promise<Response> {
	const { house, c } = door;
	const token = sessionTokenOf(house, c);
	const person = await personOf(house, token);
	if (!token || !person) return c.redirect(`/dang-nhap?tiep=${path}`, 303);
	const typed = { current: await door.field('current'), password: await door.field('password') };
	if (typed.password.normalize('NFC') !== (await door.field('again')).normalize('NFC')) {
		return passwordPage(door, { again: m.access_password_notSame() });
	}
	try {
		await changePassword(house, token, person, typed);
		return c.redirect(`${account}?notice=access_password_changed`, 303);
	} catch (problem) {
		if (problem instanceof TooMany) return passwordPage(door, { current: problem.message });
		return passwordPage(door, errorsOf(problem));
	}
}

const passwordPage = (door: Door, errors: Record<string, string>) =>
	plainPage(door, {
		title: m.access_password_change(),
		status: Object.keys(errors).length > 0 ? 422 : 200,
		body: (
			<>
				<ErrorSummary errors={errors} />
				<ActionForm action={path} guarded={false}>
					<TextField
						name="current"
						label={m.access_password_current()}
						error={errors.current}
						type="password"
						autocomplete="current-password"
						size="medium"
					/>
					<NewPasswordFields errors={errors} />
					<p class="hint">{m.access_password_endsSessions()}</p>
					<Button>{m.access_password_save()}</Button>
					<LinkButton href={account} weight="quiet">
						{m.access_toAccount()}
					</LinkButton>
				</ActionForm>
			</>
		),
	});
