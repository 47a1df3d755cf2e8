import { m } from '#words';
import { TooMany } from '#platform';
import { ActionForm, Button, LinkButton, Notice, TextField } from '#ui';
import { confirmIdentity, personOf } from '../confirm-identity.ts';
import { returnPath } from '../elevation.ts';
import { giveSession, sessionTokenOf } from '../session-cookie.ts';
import type { Person } from '../sign-in.store.ts';
import { plainPage, workspace, type Door } from './door.tsx';
import { PasskeyButton } from './passkey-button.tsx';

/** GET /xac-nhan: prove anew who you are, then go on where you were. */
export async function showConfirm(door: Door): Promise<Response> {
	const person = await personOf(door.house, sessionTokenOf(door.house, door.c));
	return person ? confirmPage(door, person, undefined) : toSignIn(door);
}

/** POST /xac-nhan */
export async function confirm(door: Door): Promise<Response> {
	const { house, c } = door;
	const token = sessionTokenOf(house, c);
	const person = await personOf(house, token);
	if (!token || !person) return toSignIn(door);
	try {
		const given = { password: await door.field('password'), code: await door.field('code') };
		const next = await confirmIdentity(house, token, person, given);
		if (!next)
			return confirmPage(door, person, person.secondFactor ? m.access_confirm_wrongBoth() : m.access_confirm_wrong());
		giveSession(house, c, next);
		return c.redirect(returnPath(await door.field('next'), workspace), 303);
	} catch (problem) {
		if (!(problem instanceof TooMany)) throw problem;
		return confirmPage(door, person, problem.message, 429);
	}
}

const toSignIn = (door: Door) =>
	door.c.redirect(`/dang-nhap?tiep=${encodeURIComponent(returnPath(door.c.req.query('tiep'), workspace))}`, 303);

function confirmPage(
	door: Door,
	person: Person,
	problem: string | undefined,
	status: 422 | 429 = 422,
): Promise<Response> {
	const next = returnPath(door.c.req.query('tiep'), workspace);
	return plainPage(door, {
		title: m.access_confirm_title(),
		status: problem ? status : 200,
		body: (
			<>
				{problem && <Notice kind="problem" title={problem} />}
				<p>{m.access_confirm_why({ name: person.displayName })}</p>
				<ActionForm action={`/xac-nhan?tiep=${encodeURIComponent(next)}`} guarded={false}>
					<input type="hidden" name="next" value={next} />
					<input type="hidden" name="userName" value={person.userName} autocomplete="username" />
					<TextField
						name="password"
						label={m.access_password()}
						type="password"
						autocomplete="current-password"
						autofocus
						size="medium"
					/>
					{person.secondFactor && (
						<TextField
							name="code"
							label={m.access_code()}
							hint={m.access_code_hint()}
							autocomplete="one-time-code"
							size="short"
							maxlength={20}
						/>
					)}
					<Button>{m.access_confirm()}</Button>
					<LinkButton href={workspace} weight="quiet">
						{m.access_confirm_back()}
					</LinkButton>
				</ActionForm>
				<PasskeyButton
					origin={door.house.settings.origin}
					ask="/dang-nhap/khoa/cau-hoi"
					answer="/xac-nhan/khoa"
					next={next}
					label={m.access_passkey_confirm()}
				/>
			</>
		),
	});
}
