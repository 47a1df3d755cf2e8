import { randomUUID } from 'node:crypto';
import { isSealed, type Kind, type Topic } from '../../feedback.ts';
import type { StagedFile } from '../../files/stage-file.ts';

/** What the form offers: the kinds, and crimes, which are not taken here. */
export type Subject = Kind | 'crime';

/** What a sender has said so far. It travels with the form and is kept nowhere. */
export type Draft = {
	/** Random; the same one is the same filing, however often it is sent. */
	key: string;
	subject?: Subject;
	/** The law was read, for kinds that have one. */
	informed?: boolean;
	unit?: Whom;
	/** About somebody's conduct, and what is known of that person. */
	conduct?: { accuses: boolean; officer: string };
	matter?: { text: string; when: string; happenedOn: string | null; place: string; topic: Topic | '' };
	rating?: { overall: number; aspects: Record<string, number>; words: string };
	/** `undefined`: not asked yet. */
	files?: StagedFile[];
	sender?: Sender;
	/** A proof of work was accepted for this form. */
	proved?: boolean;
	/** The last page was reached once: from then on each change leads back to it. */
	reviewed?: boolean;
};

/** The unit, the place, or nothing known. */
export type Whom = { id: number | null; name: string; known: boolean };

export type Sender = {
	as: 'nobody' | 'contact' | 'named';
	contact: string;
	name: string;
	organisation: string;
	wantsPublication: boolean;
};

export const newDraft = (): Draft => ({ key: randomUUID() });

/** Another letter that says the same; what paid for the first one pays for no other. */
export const underNewKey = (draft: Draft): Draft => ({ ...draft, ...newDraft(), proved: false });

/** Kinds with a law of their own, sealed from the first moment. */
export const isFormal = ({ subject }: Draft): boolean =>
	subject !== undefined && subject !== 'crime' && isSealed(subject);

/** The pages of the form, in their order. */
export const stepNames = ['subject', 'law', 'unit', 'conduct', 'rating', 'matter', 'files', 'sender', 'check'] as const;
export type StepName = (typeof stepNames)[number];

/** Which pages this sender is asked to fill. */
export function stepsOf(draft: Draft): StepName[] {
	const asked: Record<StepName, boolean> = {
		subject: true,
		law: isFormal(draft),
		unit: true,
		conduct: draft.subject === 'opinion' || isFormal(draft),
		rating: draft.subject === 'rating',
		matter: draft.subject !== 'rating',
		files: draft.subject !== 'rating' && draft.subject !== 'praise',
		sender: draft.subject !== 'rating',
		check: true,
	};
	return stepNames.filter((name) => asked[name]);
}

/** Without what was said on pages that are asked no more, since the kind was changed. */
export function onlyAsked(draft: Draft): Draft {
	const asked = stepsOf(draft);
	const { conduct, rating, matter, files, sender, ...rest } = draft;
	return {
		...rest,
		...(conduct && asked.includes('conduct') && { conduct }),
		...(rating && asked.includes('rating') && { rating }),
		...(matter &&
			asked.includes('matter') && { matter: draft.subject === 'opinion' ? matter : { ...matter, topic: '' } }),
		...(files && asked.includes('files') && { files }),
		...(sender && asked.includes('sender') && { sender }),
	};
}

const filled: Record<StepName, (draft: Draft) => boolean> = {
	subject: ({ subject }) => subject !== undefined && subject !== 'crime',
	law: ({ informed }) => informed === true,
	unit: ({ unit }) => unit !== undefined,
	conduct: ({ conduct }) => conduct !== undefined,
	rating: ({ rating }) => rating !== undefined,
	matter: ({ matter }) => matter !== undefined,
	files: ({ files }) => files !== undefined,
	sender: ({ sender }) => sender !== undefined,
	check: () => false,
};

/** The first page that is still to be filled; the last one when none is. */
export const firstOpen = (draft: Draft): StepName => stepsOf(draft).find((name) => !filled[name](draft))!;

/** Where “go on” leads from a page. */
export function after(draft: Draft, step: StepName): StepName {
	const steps = stepsOf(draft);
	if (draft.reviewed) return firstOpen(draft);
	const next = steps[steps.indexOf(step) + 1] ?? 'check';
	const open = firstOpen(draft);
	return steps.indexOf(open) < steps.indexOf(next) ? open : next;
}

export function before(draft: Draft, step: StepName): StepName {
	const steps = stepsOf(draft);
	return steps[Math.max(0, steps.indexOf(step) - 1)]!;
}
