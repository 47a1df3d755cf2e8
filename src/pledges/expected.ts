import type { Expectation } from '#campaigns';
import type { Call } from '#platform';
import { m } from '#words';
import { signingPath } from './paths.ts';
import { listAwaited } from './pledge.store.ts';

/** What is expected of the caller: pledges to sign as head of a party. */
export async function expectedOf(call: Call): Promise<Expectation[]> {
	return (await listAwaited(call)).map((pledge) => ({
		label: m.pledges_expected_sign({ title: pledge.title, unit: pledge.unitName }),
		href: signingPath(pledge.id, pledge.unitId),
		dueOn: null,
		state: 'soon' as const,
	}));
}
