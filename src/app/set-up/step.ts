import { findRoot } from '#organisation';
import type { Call } from '#platform';
import { installationOf } from '#portal';
import { findFirstAdministrator } from './set-up.store.ts';

export const steps = ['body', 'root', 'administrator', 'password'] as const;
/** The steps in the browser; importing the other units follows in the workspace, signed in. */
export type Step = (typeof steps)[number];

/** The first step that is not done. What is done is read from the house itself, so that a set-up can be left and taken up. */
export async function stepOf(call: Call): Promise<Step> {
	if ((await installationOf(call)).bodyVi === '') return 'body';
	if (!(await findRoot(call))) return 'root';
	return (await findFirstAdministrator(call)) === undefined ? 'administrator' : 'password';
}

/** The step to show: the one asked for, if it may still be changed, else the next one. */
export async function stepShown(call: Call, asked: string): Promise<Step> {
	const next = await stepOf(call);
	return asked === 'body' && next !== 'password' ? 'body' : next;
}
