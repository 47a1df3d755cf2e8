import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { m } from '#words';
import { CannotStart } from './cannot-start.ts';

/**
 * As whom PostgreSQL runs. It refuses root, so root needs a way down: preferably a user namespace in which root appears
 * as `nobody` (files stay root's, folders under a 0700 parent stay reachable); where namespaces are forbidden, as in most
 * containers, the account `nobody` itself, which keeps the one capability that opens root's folders.
 */
export type Account = {
	/** Owner of the files as seen from outside. */
	uid: number;
	gid: number;
	/** The command line that runs `command` as this account. It replaces itself: the process id stays the same. */
	wrap(command: string, args: readonly string[]): [string, string[]];
};

/** @param cluster the data of PostgreSQL, which may not exist yet: who owns it stays its owner */
export function chooseAccount(cluster: string): Account {
	const uid = process.getuid?.() ?? 0;
	if (uid !== 0) return { uid, gid: process.getgid?.() ?? 0, wrap: (command, args) => [command, [...args]] };
	const nobody = accountOf('nobody');
	const ways = ownerOf(cluster) === nobody.uid ? [asNobody(nobody)] : [inNamespace(nobody), asNobody(nobody)];
	const found = ways.find(works);
	if (!found) throw new CannotStart(m.start_postgres_noAccount());
	return found;
}

type Ids = { uid: number; gid: number };

/** initdb wants the account to have a name; `nobody` is there on every system. */
function inNamespace({ uid, gid }: Ids): Account {
	const way = ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'];
	return { uid: 0, gid: 0, wrap: (command, args) => ['unshare', [...way, command, ...args]] };
}

function asNobody({ uid, gid }: Ids): Account {
	// PostgreSQL asks access(2) about itself, which ignores the capabilities of an ordinary account without that bit.
	const rights = [
		'--inh-caps=-all,+dac_override',
		'--ambient-caps=-all,+dac_override',
		'--securebits=+no_setuid_fixup',
	];
	const way = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...rights, '--'];
	return { uid, gid, wrap: (command, args) => ['setpriv', [...way, command, ...args]] };
}

function works(account: Account): boolean {
	const [command, args] = account.wrap('true', []);
	try {
		execFileSync(command, args, { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

function accountOf(name: string): Ids {
	const id = (what: string) => Number(execFileSync('id', [what, name], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

function ownerOf(path: string): number | undefined {
	return statSync(path, { throwIfNoEntry: false })?.uid;
}
