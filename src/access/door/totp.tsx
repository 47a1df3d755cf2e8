import { toDataURL } from 'qrcode';
import { m } from '#words';
import { work } from '#platform';
import { ActionForm, Button, ErrorSummary, LinkButton, Notice, TextField } from '#ui';
import { findAccount } from '../access.store.ts';
import { requireElevation } from '../elevation.ts';
import { sessionTokenOf } from '../session-cookie.ts';
import { offeredSecret, offerTotp, removeTotp, renewRecoveryCodes, setUpTotp } from '../set-up-totp.ts';
import { totpAddress } from '../totp.ts';
import { errorsOf, plainPage, type Door } from './door.tsx';

const path = '/tai-khoan/ma-xac-thuc';
const account = '/lam-viec/tai-khoan';

/** GET /tai-khoan/ma-xac-thuc */
export async function showTotp(door: Door): Promise<Response> {
	const me = await elevatedPerson(door);
	const { secret, sealed } = offerTotp(door.house, me.id);
	return totpPage(door, me.userName, { secret, sealed }, {});
}

/** POST /tai-khoan/ma-xac-thuc: the codes are the answer itself, so that they stand in no address and no store. */
export async function totp(door: Door): Promise<Response> {
	const me = await elevatedPerson(door);
	const sealed = await door.field('sealed');
	const secret = offeredSecret(door.house, me.id, sealed);
	if (secret === undefined) return door.c.redirect(path, 303);
	const code = await door.field('code');
	try {
		return await codesPage(door, await work(door.house, sessionOf(door), (call) => setUpTotp(call, secret, code)));
	} catch (problem) {
		return totpPage(door, me.userName, { secret, sealed }, errorsOf(problem));
	}
}

/** POST /tai-khoan/ma-xac-thuc/bo */
export async function noTotp(door: Door): Promise<Response> {
	await work(door.house, sessionOf(door), removeTotp);
	return door.c.redirect(`${account}?notice=access_totp_removed`, 303);
}

/** POST /tai-khoan/ma-du-phong */
export const recoveryCodes = async (door: Door): Promise<Response> =>
	codesPage(door, await work(door.house, sessionOf(door), renewRecoveryCodes));

const sessionOf = ({ house, c }: Door) => ({ kind: 'session', token: sessionTokenOf(house, c) ?? '' }) as const;

const elevatedPerson = (door: Door) =>
	work(door.house, sessionOf(door), async (call) => {
		requireElevation(call);
		return (await findAccount(call, call.actor.accountId!))!;
	});

async function totpPage(
	door: Door,
	userName: string,
	offer: { secret: string; sealed: string },
	errors: Record<string, string>,
) {
	const image = await toDataURL(totpAddress(offer.secret, userName), { margin: 2, width: 240 });
	return plainPage(door, {
		title: m.access_totp_setUp(),
		status: Object.keys(errors).length > 0 ? 422 : 200,
		body: (
			<>
				<ErrorSummary errors={errors} />
				<p>{m.access_totp_scan()}</p>
				<p>
					<img src={image} width={240} height={240} alt={m.access_totp_image()} />
				</p>
				<p>
					{m.access_totp_byHand()} <code>{offer.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
				</p>
				<ActionForm action={path} guarded={false}>
					<input type="hidden" name="sealed" value={offer.sealed} />
					<TextField
						name="code"
						label={m.access_totp_code()}
						error={errors.code}
						autocomplete="one-time-code"
						inputmode="numeric"
						size="short"
						maxlength={9}
					/>
					<Button>{m.access_totp_confirm()}</Button>
					<LinkButton href={account} weight="quiet">
						{m.access_toAccount()}
					</LinkButton>
				</ActionForm>
			</>
		),
	});
}

const codesPage = (door: Door, codes: string[]) =>
	plainPage(door, {
		title: m.access_recovery_title(),
		body: (
			<>
				<Notice kind="warning" title={m.access_recovery_once()} />
				<p>{m.access_recovery_why()}</p>
				<ol>
					{codes.map((code) => (
						<li>
							<code>{code}</code>
						</li>
					))}
				</ol>
				<LinkButton href={account}>{m.access_recovery_kept()}</LinkButton>
			</>
		),
	});
