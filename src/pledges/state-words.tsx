import { State, type StateKind } from '#ui';
import { m } from '#words';
import type { PledgeState } from './pledge.ts';

const kinds: Record<PledgeState, StateKind> = {
	draft: 'open',
	agreed: 'running',
	signed: 'done',
	midTermChecked: 'done',
	scored: 'done',
	closed: 'stopped',
	cancelled: 'stopped',
};

/** What a state is called, in the reader's language. */
export const stateWord = (state: PledgeState): string => m[`pledges_state_${state}`]();

export const StateOfPledge = ({ state }: { state: PledgeState }) => (
	<State kind={kinds[state]}>{stateWord(state)}</State>
);
