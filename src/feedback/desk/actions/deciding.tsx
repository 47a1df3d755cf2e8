import { z } from 'zod';
import { Radios } from '#ui';
import { m } from '#words';
import { Written } from '../answer-parts.tsx';
import type { Field } from '../case-action.tsx';

/** What a second person says to a proposal. */
export const decision = z.object({ agreed: z.enum(['yes', 'no'], { error: () => m.feedback_desk_error_choose() }) });

/** What was proposed in words, if it was, and the two answers. */
export const Decision = (props: {
	field: Field;
	text?: string | null | undefined;
	label: string;
	yes: string;
	no: string;
}) => (
	<>
		{props.text && (
			<p>
				<Written text={props.text} />
			</p>
		)}
		<Radios
			{...props.field('agreed')}
			label={props.label}
			choices={[
				{ value: 'yes', label: props.yes },
				{ value: 'no', label: props.no },
			]}
		/>
	</>
);
