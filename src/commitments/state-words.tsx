import { State, type StateKind } from '#ui';
import { formatNumber, m } from '#words';
import type { CommitmentState, Progress } from './commitment.ts';

const kinds: Record<CommitmentState, StateKind> = {
	exempt: 'stopped',
	notStarted: 'open',
	draft: 'running',
	submitted: 'soon',
	returned: 'late',
	confirmed: 'done',
	filed: 'done',
	reviewed: 'done',
};

/** What a state is called, in the reader's language. */
export const stateWord = (state: CommitmentState): string => m[`commitments_state_${state}`]();

export const PaperState = ({ state }: { state: CommitmentState }) => (
	<State kind={kinds[state]}>{stateWord(state)}</State>
);

/** “1.204 / 1.310 đã ký, 12 miễn”: the denominator is who is asked, without the exempt. */
export const progressWords = (progress: Progress): string =>
	m.commitments_progress({
		signed: formatNumber(progress.signed),
		asked: formatNumber(progress.onStrength - progress.exempt),
		exempt: formatNumber(progress.exempt),
	});
