import { z } from 'zod';
import { formatDate, m, parseDate } from '#words';
import { listUnits, searchUnits, type UnitOn } from '#organisation';
import {
	allow,
	anId,
	chosenId,
	found,
	Invalid,
	json,
	seeOther,
	unitsHeld,
	type Call,
	type Desk,
	type FormState,
	type Request,
	type View,
} from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	DateField,
	ErrorSummary,
	Facts,
	LinkButton,
	Part,
	Select,
	Table,
	typed,
	UnitPicker,
	type UnitChoice,
} from '#ui';
import { mayAdminister, maySeeAccounts } from '../access.policy.ts';
import { countFactors, findAccount, keepsOwnDoor, listPosts, type Account } from '../access.store.ts';
import { closeAccount, decidesOn, reopenAccount, resetSecondFactors } from '../decide-on-access.ts';
import { requireElevation } from '../elevation.ts';
import { endPost, grantPost } from '../grant-post.ts';
import { accountRoles, roleName } from '../roles.ts';
import { OneButton } from './my-account.tsx';
import { grantPath, userPath, usersPath } from './paths.ts';
import { AccountState } from './users.tsx';

const unitsPath = `${usersPath}/don-vi.json`;

/** Somebody's account: the roles held, and what an administrator may do for a lost password or telephone. */
export function user(desk: Desk): void {
	desk.get(unitsPath, async (call, request) => {
		allow(mayAdminister(call.actor));
		return json(await unitChoices(call, request.query('q')));
	});

	desk.get(userPath(anId()), async (call, request) => {
		allow(maySeeAccounts(call.actor));
		const account = found(await findAccount(call, request.param('id')));
		const decides = await decidesOn(call, account.id);
		return {
			title: account.displayName,
			state: <AccountState disabled={account.disabledAt !== null} />,
			crumbs: [{ href: usersPath, label: m.access_users_title() }],
			action:
				mayAdminister(call.actor) && account.id !== call.actor.accountId ? (
					<LinkButton href={grantPath(account.id)}>{m.access_post_grant()}</LinkButton>
				) : undefined,
			body: (
				<>
					<Facts rows={[[m.access_userName(), account.userName]]} />
					<Posts call={call} account={account} rows={await listPosts(call, account.id)} />
					{mayAdminister(call.actor) && (await keepsOwnDoor(call, account.id)) && (
						<Part title={m.access_help()}>
							<p>{m.access_help_seat()}</p>
						</Part>
					)}
					{decides && <Help account={account} factors={await countFactors(call, account.id)} />}
				</>
			),
		};
	});

	desk.form(grantPath(anId()), {
		schema: z.object({
			role: z.enum(accountRoles, { error: () => m.access_role_unknown() }),
			unitId: chosenId(m.access_unit_choose),
			from: z.string().optional(),
			until: z.string().optional(),
		}),
		show: grantForm,
		async accept(call, request, { role, unitId, from, until }) {
			const accountId = request.param('id');
			await grantPost(call, {
				accountId,
				role,
				unitId,
				from: dateOf('from', from) ?? call.today,
				until: dateOf('until', until),
			});
			return seeOther(userPath(accountId), 'access_post_granted');
		},
	});

	desk.post(`${usersPath}/vai-tro/${anId()}/thoi`, async (call, request) => {
		await endPost(call, request.param('id'));
		const { account } = await request.values();
		return seeOther(userPath(String(account)), 'access_post_ended');
	});

	const decision = (name: string, decide: (call: Call, id: string) => Promise<void>, notice: string) =>
		desk.post(`${userPath(anId())}/${name}`, async (call, request) => {
			await decide(call, request.param('id'));
			return seeOther(userPath(request.param('id')), notice);
		});
	decision('dong', closeAccount, 'access_users_wasClosed');
	decision('mo', reopenAccount, 'access_users_wasReopened');
	decision('dat-lai', resetSecondFactors, 'access_users_wasReset');
}

type HeldPosts = Awaited<ReturnType<typeof listPosts>>;

const Posts = ({ call, account, rows }: { call: Call; account: Account; rows: HeldPosts }) => (
	<Part title={m.access_roles()}>
		<Table
			caption={m.access_roles()}
			rows={rows}
			empty={<p>{m.access_post_none()}</p>}
			columns={[
				{ key: 'role', title: m.access_role(), cell: (post) => roleName(post.role) },
				{ key: 'unit', title: m.access_unit(), cell: (post) => post.unitName },
				{ key: 'from', title: m.access_from(), cell: (post) => formatDate(post.from) },
				{ key: 'until', title: m.access_until(), cell: (post) => formatDate(post.until) },
				{
					key: 'end',
					title: m.access_post_end(),
					cell: (post) =>
						mayAdminister(call.actor) && account.id !== call.actor.accountId ? (
							<OneButton
								action={`${usersPath}/vai-tro/${post.id}/thoi`}
								label={m.access_post_end()}
								fields={{ account: account.id }}
							/>
						) : (
							''
						),
				},
			]}
		/>
	</Part>
);

const Help = ({ account, factors }: { account: Account; factors: { totp: boolean; passkeys: number } }) => (
	<Part title={m.access_help()}>
		<p>{m.access_help_about()}</p>
		<Buttons>
			<OneButton action={`/nguoi-dung/${account.id}/lien-ket`} label={m.access_link_issue()} />
			{(factors.totp || factors.passkeys > 0) && (
				<OneButton action={`${userPath(account.id)}/dat-lai`} label={m.access_users_reset()} danger />
			)}
			{account.disabledAt ? (
				<OneButton action={`${userPath(account.id)}/mo`} label={m.access_users_reopen()} />
			) : (
				<OneButton action={`${userPath(account.id)}/dong`} label={m.access_users_close()} danger />
			)}
		</Buttons>
	</Part>
);

async function grantForm(call: Call, request: Request, { values, errors }: FormState): Promise<View> {
	const account = found(await findAccount(call, request.param('id')));
	allow(mayAdminister(call.actor) && account.id !== call.actor.accountId);
	requireElevation(call);
	const finding =
		request.query('_find') === '' && Object.keys(values).length > 0 && (await request.form()).has('_find');
	const shown = finding ? {} : errors;
	const field = typed(values, shown);
	const words = String(values.unitId_words ?? '');
	const choices = await unitChoices(call, words);
	return {
		title: m.access_post_grant_title({ name: account.displayName }),
		crumbs: [
			{ href: usersPath, label: m.access_users_title() },
			{ href: userPath(account.id), label: account.displayName },
		],
		body: (
			<>
				<ErrorSummary errors={shown} />
				<ActionForm action={grantPath(account.id)}>
					<Select
						{...field('role')}
						label={m.access_role()}
						choices={accountRoles.map((role) => ({ value: role, label: roleName(role) }))}
					/>
					<UnitPicker
						name="unitId"
						error={shown.unitId}
						label={m.access_unit()}
						hint={m.access_unit_hint()}
						source={unitsPath}
						words={words}
						chosen={choices.find(({ value }) => value === values.unitId)}
						found={choices}
					/>
					<DateField {...field('from')} label={m.access_from()} optional />
					<DateField {...field('until')} label={m.access_until()} optional />
					<Button>{m.access_post_grant()}</Button>
				</ActionForm>
			</>
		),
	};
}

/** Units where the caller may give roles: found by words, else those at the top. */
async function unitChoices(call: Call, words: string): Promise<UnitChoice[]> {
	const roots = unitsHeld(call.actor, 'administrator');
	const each = (root: number): Promise<UnitOn[]> =>
		words.trim() === ''
			? listUnits(call, call.today, root).then((units) => units.filter((unit) => unit.id === root))
			: searchUnits(call, call.today, words, 20, root);
	const units = (await Promise.all(roots.map(each))).flat();
	return units.map((unit) => ({ value: String(unit.id), label: unit.name, detail: unit.code }));
}

/** What was typed as a day; null when nothing was. */
function dateOf(name: string, typed: string | undefined): string | null {
	if (!typed?.trim()) return null;
	const day = parseDate(typed);
	if (!day) throw Invalid.at(name, () => m.access_date_shape());
	return day;
}
