import { Icon } from '../icon.tsx';
import type { IconName } from '../icons.ts';

/** How far a thing is, for its colour and sign: the word beside it is the one of its own state machine. */
export type StateKind = 'open' | 'running' | 'done' | 'soon' | 'late' | 'stopped';

const signs: Record<StateKind, IconName> = {
	open: 'circle',
	running: 'circleDot',
	done: 'circleCheck',
	soon: 'clock',
	late: 'triangleAlert',
	stopped: 'ban',
};

/** A state: a word with a sign, never colour alone. */
export const State = ({ kind, children }: { kind: StateKind; children: string }) => (
	<span class={`state state-${kind}`}>
		<Icon name={signs[kind]} />
		{children}
	</span>
);
