import type { CaseAction } from '../case-action.tsx';
import { approving, closing, drafting, sendingBack } from './answering.tsx';
import { commending, ordering, redacting, releasing } from './aftermath.tsx';
import {
	accepting,
	asking,
	assigning,
	extending,
	notingProgress,
	resuming,
	starting,
	suspending,
} from './handling.tsx';
import { decidingGuidance, guiding, proposingGuidance } from './guiding.tsx';
import { decidingJoining, merging, proposingJoining } from './joining.tsx';
import { clearing, decidingClearing, hearing, identifying, recusing } from './people.tsx';
import { decidingKind, proposingKind, protecting, screening, splitting } from './sorting.tsx';
import { offering, returning, takingOver } from './transferring.tsx';

/** What brings a case on comes first: of what is offered, the first is the main action of the page. */
export const onwards: readonly CaseAction[] = [
	takingOver,
	decidingKind,
	decidingClearing,
	decidingGuidance,
	decidingJoining,
	screening,
	approving,
	accepting,
	starting,
	drafting,
	assigning,
	resuming,
	releasing,
	closing,
];

/** What may be done besides. */
export const besides: readonly CaseAction[] = [
	returning,
	sendingBack,
	asking,
	notingProgress,
	identifying,
	clearing,
	hearing,
	ordering,
	commending,
	redacting,
	guiding,
	proposingGuidance,
	offering,
	splitting,
	merging,
	protecting,
	proposingJoining,
	proposingKind,
	extending,
	suspending,
	recusing,
];
