import { State, type StateKind } from '#ui';
import { formatNumber, m } from '#words';
import { standsAsSigned, type Commitment, type CommitmentState, type Progress } from './commitment.ts';

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

type Standing = Pick<Commitment, 'state' | 'confirmingUnitId'>;

/** Where a paper stands: its state, and when nobody stands above its author, that it waits for nobody. */
export const standingWord = (paper: Standing): string =>
	standsAsSigned(paper) ? m.commitments_state_standsAsSigned() : stateWord(paper.state);

export const PaperState = ({ paper }: { paper: Standing }) => (
	<State kind={standsAsSigned(paper) ? 'done' : kinds[paper.state]}>{standingWord(paper)}</State>
);

/** “1.204 / 1.310 đã ký, 12 miễn”: the denominator is who is asked, without the exempt. */
export const progressWords = (progress: Progress): string =>
	m.commitments_progress({
		signed: formatNumber(progress.signed),
		asked: formatNumber(progress.onStrength - progress.exempt),
		exempt: formatNumber(progress.exempt),
	});
