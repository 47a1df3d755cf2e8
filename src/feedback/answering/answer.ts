import type { Kind } from '../feedback.ts';

/** What an answer says: vague ones without evidence are why people are not content. Each part is asked for on its own. */
export type AnswerText = {
	found: string;
	done: string;
	legalBasis: string;
	evidence: string;
};

export const outcomes = ['upheld', 'partlyUpheld', 'notUpheld', 'explained', 'thanked'] as const;
export type Outcome = (typeof outcomes)[number];

/** What an answer to a matter of this kind can come to. */
export const outcomesOf = (kind: Kind): readonly Outcome[] =>
	kind === 'praise' ? ['thanked'] : ['upheld', 'partlyUpheld', 'notUpheld', 'explained'];

export type AnswerState = 'draft' | 'proposed' | 'sentBack' | 'approved';

export type Answer = {
	id: string;
	stage: number;
	state: AnswerState;
	outcome: Outcome;
	byUnitId: number | null;
	doneOn: string | null;
	draftedBy: string;
	draftedAt: Date;
	approvedBy: string | null;
	approvedAt: Date | null;
	textId: string;
	/** The answer of which this is a copy, in a case that was joined to another. */
	sharedFrom: string | null;
};

/** Whether its author may still write in it. */
export const isOpen = ({ state }: Pick<Answer, 'state'>): boolean => state === 'draft' || state === 'sentBack';
