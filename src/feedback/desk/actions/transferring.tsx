import { z } from 'zod';
import { m } from '#words';
import { mayTakeOver } from '../../feedback.policy.ts';
import { mayBecome } from '../../feedback.ts';
import { offerFeedback } from '../../routing/offer-feedback.ts';
import { returnOffer } from '../../routing/return-offer.ts';
import { takeOverFeedback } from '../../routing/take-over-feedback.ts';
import { anAction } from '../case-action.tsx';
import { runs, type CaseView } from '../case-view.ts';
import { unitId, written } from '../desk.form.ts';
import { UnitField } from '../unit-field.tsx';
import { ReasonTold } from './reason-told.tsx';

const isOffered = ({ actor, feedback }: CaseView): boolean =>
	feedback.state === 'transferOffered' && mayTakeOver(actor, feedback);

export const offering = anAction({
	path: 'de-nghi-chuyen',
	offered: (view) => runs(view) && mayBecome(view.feedback.state, 'transferOffered', false),
	title: m.feedback_desk_offer,
	about: m.feedback_desk_offer_about,
	schema: z.object({ unit: unitId, reason: written(2_000) }),
	fields: async (shown) => (
		<>
			<UnitField shown={shown} label={m.feedback_desk_offer_unit()} />
			<ReasonTold field={shown.field} />
		</>
	),
	act: (call, id, { unit, reason }) => offerFeedback(call, id, { unitId: unit, reason }),
	notice: 'feedback_desk_notice_offered',
});

export const takingOver = anAction({
	path: 'nhan-chuyen',
	offered: isOffered,
	title: m.feedback_desk_takeOver,
	about: m.feedback_desk_takeOver_about,
	act: takeOverFeedback,
	notice: 'feedback_desk_notice_takenOver',
});

export const returning = anAction({
	path: 'tra-lai-de-nghi',
	offered: isOffered,
	title: m.feedback_desk_return,
	about: m.feedback_desk_return_about,
	schema: z.object({ reason: written(2_000) }),
	fields: ({ field }) => <ReasonTold field={field} />,
	act: (call, id, { reason }) => returnOffer(call, id, reason),
	notice: 'feedback_desk_notice_returned',
	leaves: true,
});
