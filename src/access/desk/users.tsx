import { z } from 'zod';
import { m } from '#words';
import { findMember, findMemberByNumber } from '#people';
import { allow, Invalid, seeOther, type Call, type Desk, type FormState, type Request, type View } from '#platform';
import {
	ActionForm,
	Button,
	EmptyState,
	ErrorSummary,
	LinkButton,
	State,
	Table,
	tableQuery,
	TextField,
	typed,
} from '#ui';
import { mayAdminister, maySeeAccounts } from '../access.policy.ts';
import { createAccount } from '../create-account.ts';
import { isElevated, requireElevation } from '../elevation.ts';
import { roleName } from '../roles.ts';
import { listUsers, type User } from '../users.store.ts';
import { newUserPath, userPath, usersPath } from './paths.ts';

/** Who signs in here, in the subtrees of an administrator or auditor. */
export function users(desk: Desk): void {
	desk.get(usersPath, async (call, request) => {
		allow(maySeeAccounts(call.actor));
		const query = tableQuery(Object.fromEntries(request.url.searchParams), ['name', 'userName']);
		const { users, total } = await listUsers(call, { ...query, sort: query.sort === 'userName' ? 'userName' : 'name' });
		return {
			title: m.access_users_title(),
			action: mayAdminister(call.actor) ? (
				<LinkButton href={newUserPath}>{m.access_users_new()}</LinkButton>
			) : undefined,
			body: (
				<Table
					caption={m.access_users_title()}
					rows={users}
					total={total}
					query={query}
					path={usersPath}
					filter={m.access_users_filter()}
					rowHref={(user) => userPath(user.id)}
					empty={<EmptyState title={m.access_users_none()}>{m.access_users_what()}</EmptyState>}
					columns={[
						{ key: 'name', title: m.access_displayName(), cell: (user) => user.displayName, sortable: true },
						{ key: 'userName', title: m.access_userName(), cell: (user) => user.userName, sortable: true },
						{ key: 'roles', title: m.access_roles(), cell: rolesOf },
						{
							key: 'state',
							title: m.access_users_state(),
							cell: (user) => <AccountState disabled={user.disabledAt !== null} />,
						},
					]}
				/>
			),
		};
	});

	desk.form(newUserPath, {
		schema: z.object({ userName: z.string(), displayName: z.string(), number: z.string().trim().optional() }),
		show: newUserForm,
		async accept(call, request, { userName, displayName, number }) {
			const member = number ? await findMemberByNumber(call, number) : undefined;
			if (number && !member) throw Invalid.at('number', () => m.access_member_unknown());
			const named = displayName.trim() || member?.fullName || '';
			const id = await createAccount(call, { userName, displayName: named, memberId: member?.id });
			return seeOther(userPath(id), 'access_users_created');
		},
	});
}

export const AccountState = ({ disabled }: { disabled: boolean }) => (
	<State kind={disabled ? 'stopped' : 'running'}>{disabled ? m.access_users_closed() : m.access_users_open()}</State>
);

const rolesOf = (user: User): string => user.posts.map((post) => `${roleName(post.role)}, ${post.unitName}`).join('; ');

/** Asked for the proof before anything is typed: nothing is lost on the way there and back. */
async function newUserForm(call: Call, request: Request, { values, errors }: FormState): Promise<View> {
	allow(mayAdminister(call.actor));
	if (!isElevated(call)) requireElevation(call);
	const member = request.query('nguoi') ? await findMember(call, request.query('nguoi')) : undefined;
	const field = typed(
		Object.keys(values).length > 0 ? values : { number: member?.number, displayName: member?.fullName },
		errors,
	);
	return {
		title: m.access_users_new(),
		lead: m.access_users_new_lead(),
		crumbs: [{ href: usersPath, label: m.access_users_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				<ActionForm action={newUserPath}>
					<TextField {...field('displayName')} label={m.access_displayName()} size="medium" maxlength={200} />
					<TextField
						{...field('userName')}
						label={m.access_userName()}
						hint={m.access_userName_hint()}
						size="medium"
						maxlength={64}
					/>
					<TextField
						{...field('number')}
						label={m.access_member_number()}
						hint={m.access_member_number_hint()}
						size="medium"
						maxlength={40}
						optional
					/>
					<Button>{m.access_users_create()}</Button>
				</ActionForm>
			</>
		),
	};
}
