import type { Client } from 'pg';
import { queueLogin } from '../jobs/prepare-queue.ts';
import { codeOf } from '../refused.ts';
import type { Secrets } from '../secrets.ts';

/** What a transaction may become. Each is reached through one login only (`faces`), never through another role. */
export const roles = ['public', 'staff', 'signin', 'custody', 'jobs', 'operator'] as const;
export type Role = (typeof roles)[number];

export const roleName = (role: Role | 'definer') => `vidan_${role}`;
export const loginName = (role: Role) => `vidan_login_${role}`;

/**
 * Makes the roles and their logins, or sets their passwords anew; harmless when repeated. Runs as the owner, who needs
 * CREATEROLE. A login has no rights of its own (NOINHERIT, no grants): a transaction that forgets its role can do nothing.
 */
export async function ensureRoles(owner: Client, secrets: Secrets): Promise<void> {
	for (let turn = 1; ; turn++) {
		try {
			return await makeRoles(owner, secrets);
		} catch (error) {
			// Roles belong to the cluster: another database of it may be made ready at this moment.
			const meanwhile = ['XX000', '42710', '23505'].includes(codeOf(error));
			if (!meanwhile || turn === 5) throw error;
			await new Promise((resolve) => setTimeout(resolve, 100 * turn));
		}
	}
}

async function makeRoles(owner: Client, secrets: Secrets): Promise<void> {
	const { rows } = await owner.query<{ rolname: string }>(
		`select rolname from pg_roles where rolname like 'vidan\\_%'`,
	);
	const known = new Set(rows.map((row) => row.rolname));
	for (const name of [...roles, 'definer' as const].map(roleName)) {
		if (!known.has(name)) await owner.query(`create role ${name} nologin`);
	}
	for (const role of roles) {
		const login = loginName(role);
		const password = owner.escapeLiteral(secrets.password(login));
		await owner.query(`${known.has(login) ? 'alter' : 'create'} role ${login} login noinherit password ${password}`);
		await owner.query(`grant ${roleName(role)} to ${login}`);
	}
	const password = owner.escapeLiteral(secrets.password(queueLogin));
	await owner.query(`${known.has(queueLogin) ? 'alter' : 'create'} role ${queueLogin} login password ${password}`);
	await owner.query(`grant ${queueLogin} to current_user`);
	// To give a function to vidan_definer the owner must be a member of it.
	await owner.query(`grant ${roleName('definer')} to current_user`);
}
