import { TextArea } from '#ui';
import { m } from '#words';
import type { Field } from '../case-action.tsx';

/** Why, in words that whoever it concerns reads. */
export const ReasonTold = ({ field }: { field: Field }) => (
	<TextArea
		{...field('reason')}
		label={m.feedback_desk_reason()}
		hint={m.feedback_desk_reason_told()}
		maxlength={2_000}
	/>
);
