/** How somebody may be commended: before the unit, by a certificate, by a diploma of merit. */
export const awardForms = ['mention', 'certificate', 'diploma'] as const;
export type AwardForm = (typeof awardForms)[number];

export type NominationState = 'proposed' | 'approved' | 'declined';

/** A member put forward for commendation because of praise that reached the unit. */
export type Nomination = {
	id: string;
	commendationId: string;
	/** The day on which the praise reached the unit. */
	praisedOn: string;
	unitId: number;
	decidingUnitId: number;
	memberId: string;
	fullName: string;
	form: AwardForm;
	/** In words of the unit's own; nothing that the sender wrote. */
	ground: string;
	proposedBy: string;
	proposedOn: string;
	state: NominationState;
	decidedOn: string | null;
	reason: string | null;
};
