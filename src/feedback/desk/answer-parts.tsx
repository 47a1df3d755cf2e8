import { Facts } from '#ui';
import { formatDate, m } from '#words';
import type { Answer, AnswerText } from '../answering/answer.ts';
import { outcomeWord } from './choices.ts';

/** An answer in its parts. `unit`: by whom it was done, as the unit is called. */
export const AnswerParts = ({ answer, unit }: { answer: Answer & { text: AnswerText | undefined }; unit?: string }) => (
	<Facts
		rows={[
			[m.feedback_desk_outcome(), outcomeWord(answer.outcome)],
			[m.feedback_desk_answer_found(), <Written text={answer.text?.found} />],
			[m.feedback_desk_answer_done(), <Written text={answer.text?.done} />],
			[m.feedback_desk_answer_doneOn(), formatDate(answer.doneOn)],
			...(unit ? ([[m.feedback_desk_answer_unit(), unit]] as [string, string][]) : []),
			[m.feedback_desk_answer_basis(), <Written text={answer.text?.legalBasis} />],
			[m.feedback_desk_answer_evidence(), <Written text={answer.text?.evidence} />],
		]}
	/>
);

/** What people wrote: line by line as they wrote it, and apart from our own words. */
export const Written = ({ text }: { text: string | undefined }) =>
	text === undefined ? null : <bdi class="whitespace-pre-line">{text}</bdi>;
