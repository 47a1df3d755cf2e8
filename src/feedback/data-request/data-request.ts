/** What somebody may ask about what is kept of them. */
export const dataRequestKinds = ['access', 'correct', 'erase'] as const;
export type DataRequestKind = (typeof dataRequestKinds)[number];

/** In working days (Law 91/2025/QH15, Decree 356/2025/NĐ-CP). */
export const daysToAnswer = 2;

export type DataRequest = {
	id: string;
	feedbackId: string;
	kind: DataRequestKind;
	askedOn: string;
	dueOn: string;
	answeredOn: string | null;
	granted: boolean | null;
	/** `undefined`: sealed for custody, or erased. */
	words: string | undefined;
	answer: string | undefined;
};
