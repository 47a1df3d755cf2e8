import { Facts, Hint, LinkButton, Part } from '#ui';
import { m } from '#words';
import type { Feedback } from '../feedback.ts';
import type { Part as TextPart, ReadText } from '../texts.store.ts';
import { Written } from './answer-parts.tsx';

/** What was brought, as far as the desk may read it; who spoke is sealed in every case. */
export const WhatItSays = ({
	feedback,
	texts,
	opensAt,
}: {
	feedback: Feedback;
	texts: readonly ReadText[];
	opensAt?: string;
}) => {
	const of = (part: TextPart) => texts.filter((text) => text.part === part);
	const rows: [string, TextPart][] = [
		[m.feedback_desk_matter(), 'matter'],
		[m.feedback_desk_officer_said(), 'officer'],
		[m.feedback_desk_place_said(), 'place'],
		[m.feedback_desk_when_said(), 'when'],
		[m.feedback_desk_brief(), 'brief'],
		[m.feedback_desk_notes(), 'entry'],
		[m.feedback_desk_notes(), 'note'],
	];
	return (
		<Part title={m.feedback_desk_says()}>
			{feedback.inCustody && <Hint>{m.feedback_desk_sealed()}</Hint>}
			{opensAt && (
				<LinkButton href={opensAt} weight="plain">
					{m.feedback_desk_sealed_open()}
				</LinkButton>
			)}
			<Facts
				rows={rows.flatMap(([name, part]) =>
					of(part).map(({ text }) => [name, <Written text={text} />] as [string, never]),
				)}
			/>
		</Part>
	);
};
