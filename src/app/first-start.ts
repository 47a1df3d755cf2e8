import { isTreeEmpty } from '#organisation';
import { work, type Caller, type House } from '#platform';
import { installationOf } from '#portal';
import { m } from '#words';
import { loadDemonstration } from './demonstration/load-demonstration.ts';
import { password, signIns } from './demonstration/sign-ins.ts';
import { isBegunEmpty, setUpNotes } from './set-up/index.ts';

const caller: Caller = { kind: 'operator', name: 'start' };

/**
 * What the first start does, and what each start tells after the address. An empty house gets the demonstration data, or
 * with `--empty` a one-time link to set it up.
 */
export async function prepareFirstStart(
	house: House,
	{ empty }: { empty: boolean },
	report: (line: string) => void,
): Promise<string[]> {
	const vacant = await work(
		house,
		caller,
		async (call) => (await isTreeEmpty(call)) && !(await installationOf(call)).setUpAt,
	);
	// Begun empty, it stays so. However it came to have units, it has a door: the link of the set-up until somebody can sign in.
	if (vacant && !empty && !(await isBegunEmpty(house))) await loadDemonstration(house, report);
	const { illustration } = await work(house, caller, installationOf);
	return illustration ? signInNotes() : setUpNotes(house);
}

/** One sign-in for each role, each role once. */
function signInNotes(): string[] {
	const roles = new Map(signIns.map(([userName, , role]) => [role, userName]).toReversed() as [string, string][]);
	return [
		m.demonstration_signIns({ password }),
		...[...roles].toReversed().map(([role, userName]) => `    ${userName.padEnd(24)}${role}`),
	];
}
