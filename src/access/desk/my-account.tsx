import { formatDateTime, m } from '#words';
import { anId, found, record, seeOther, type Call, type Desk, type House } from '#platform';
import { ActionForm, Button, Buttons, Facts, LinkButton, Part, Radios, Table, TextField, type Column } from '#ui';
import {
	countFactors,
	deletePasskeys,
	endSession,
	findAccount,
	listPasskeys,
	listPosts,
	listSessions,
	saveLocale,
	type OwnSession,
	type Passkey,
} from '../access.store.ts';
import { PasskeyButton } from '../door/passkey-button.tsx';
import { requireElevation } from '../elevation.ts';
import { roleName } from '../roles.ts';
import { tokenHash } from '../secret-token.ts';
import { accountPath } from './paths.ts';

/** One's own account: who I am here, how I prove it, where I am signed in. */
export function myAccount(desk: Desk): void {
	desk.get(accountPath, async (call) => {
		const account = found(await findAccount(call, call.actor.accountId!));
		const posts = await listPosts(call, account.id);
		return {
			title: m.access_account_title(),
			body: (
				<>
					<Facts
						rows={[
							[m.access_displayName(), account.displayName],
							[m.access_userName(), account.userName],
							[m.access_roles(), posts.map((post) => `${roleName(post.role)}, ${post.unitName}`).join('; ')],
						]}
					/>
					<Proofs {...await proofsOf(call)} house={call.house} />
					<Sessions sessions={await sessionsOf(call)} />
					<Part title={m.access_language()}>
						<ActionForm action={`${accountPath}/ngon-ngu`} guarded={false}>
							<Radios
								name="locale"
								label={m.access_language_of()}
								value={account.locale}
								choices={[
									{ value: 'vi', label: m.ui_language_vi() },
									{ value: 'en', label: m.ui_language_en() },
								]}
							/>
							<Button weight="plain">{m.ui_save()}</Button>
						</ActionForm>
					</Part>
				</>
			),
		};
	});

	desk.post(`${accountPath}/ngon-ngu`, async (call, request) => {
		const locale = (await request.values()).locale === 'en' ? 'en' : 'vi';
		await saveLocale(call, locale);
		return seeOther(`${accountPath}?lang=${locale}`);
	});

	desk.post(`${accountPath}/phien/${anId()}`, async (call, request) => {
		await endSession(call, call.actor.accountId!, request.param('id'));
		return seeOther(accountPath, 'access_session_ended');
	});

	desk.post(`${accountPath}/khoa/bo`, async (call, request) => {
		requireElevation(call);
		const { id } = await request.values();
		await deletePasskeys(call, call.actor.accountId!, String(id));
		await record(call, 'passkey.removed', { subject: call.actor.accountId! });
		return seeOther(accountPath, 'access_passkey_removed');
	});
}

async function proofsOf(call: Call) {
	const accountId = call.actor.accountId!;
	return { factors: await countFactors(call, accountId), passkeys: await listPasskeys(call, accountId) };
}

const sessionsOf = (call: Call) =>
	listSessions(call, call.caller.kind === 'session' ? tokenHash(call.caller.token) : Buffer.alloc(0));

type Factors = Awaited<ReturnType<typeof countFactors>>;

/** Password, authenticator, recovery codes, passkeys. */
const Proofs = ({ factors, passkeys, house }: { factors: Factors; passkeys: Passkey[]; house: House }) => (
	<>
		<Part
			title={m.access_password()}
			action={
				<LinkButton href="/tai-khoan/mat-khau" weight="plain">
					{m.access_password_change()}
				</LinkButton>
			}
		>
			<p>{m.access_password_about()}</p>
		</Part>
		<Part
			title={m.access_totp()}
			action={
				<LinkButton href="/tai-khoan/ma-xac-thuc" weight="plain">
					{factors.totp ? m.access_totp_again() : m.access_totp_setUp()}
				</LinkButton>
			}
		>
			<p>{factors.totp ? m.access_totp_on({ codes: factors.recoveryCodes }) : m.access_totp_off()}</p>
			{factors.totp && (
				<Buttons>
					<OneButton action="/tai-khoan/ma-du-phong" label={m.access_recovery_renew()} />
					<OneButton action="/tai-khoan/ma-xac-thuc/bo" label={m.access_totp_remove()} danger />
				</Buttons>
			)}
		</Part>
		<Part title={m.access_passkeys()}>
			<p>{m.access_passkeys_about()}</p>
			{passkeys.length > 0 && (
				<Table
					caption={m.access_passkeys()}
					rows={passkeys}
					columns={[
						{ key: 'name', title: m.access_passkey_name(), cell: (row) => row.name },
						{ key: 'used', title: m.access_passkey_used(), cell: (row) => formatDateTime(row.usedAt) },
						{
							key: 'remove',
							title: m.access_passkey_remove(),
							cell: (row) => (
								<OneButton
									action={`${accountPath}/khoa/bo`}
									label={m.access_passkey_remove()}
									fields={{ id: row.id }}
									danger
								/>
							),
						},
					]}
				/>
			)}
			<form>
				<TextField
					name="name"
					label={m.access_passkey_newName()}
					hint={m.access_passkey_newName_hint()}
					size="medium"
					maxlength={100}
					optional
				/>
				<PasskeyButton
					mode="create"
					origin={house.settings.origin}
					ask="/tai-khoan/khoa/cau-hoi"
					answer="/tai-khoan/khoa"
					next={accountPath}
					label={m.access_passkey_add()}
				/>
			</form>
		</Part>
	</>
);

const Sessions = ({ sessions }: { sessions: OwnSession[] }) => (
	<Part title={m.access_sessions()}>
		<Table
			caption={m.access_sessions()}
			rows={sessions}
			columns={[
				{ key: 'device', title: m.access_session_device(), cell: (row) => row.device || m.access_session_unknown() },
				{ key: 'begun', title: m.access_session_begun(), cell: (row) => formatDateTime(row.createdAt) },
				{
					key: 'seen',
					title: m.access_session_seen(),
					cell: (row) => (row.current ? m.access_session_this() : formatDateTime(row.seenAt)),
				},
				...(sessions.some(({ current }) => !current) ? [ending()] : []),
			]}
		/>
		<OneButton action="/dang-xuat" label={m.access_session_endAll()} fields={{ everywhere: 'yes' }} danger />
	</Part>
);

/** Of the other sessions; the one that reads this ends by signing out. */
const ending = (): Column<OwnSession> => ({
	key: 'end',
	title: m.access_session_end(),
	cell: (row) =>
		row.current ? '' : <OneButton action={`${accountPath}/phien/${row.id}`} label={m.access_session_end()} />,
});

/** A form of one button. */
export const OneButton = (props: {
	action: string;
	label: string;
	fields?: Record<string, string>;
	danger?: boolean;
}) => (
	<ActionForm action={props.action} guarded={false}>
		{Object.entries(props.fields ?? {}).map(([name, value]) => (
			<input type="hidden" name={name} value={value} />
		))}
		<Button weight={props.danger ? 'danger' : 'plain'}>{props.label}</Button>
	</ActionForm>
);
