import { m } from '#words';
import { Button, Facts, Notice } from '#ui';
import type { Child } from 'hono/jsx';
import { topicWord } from '../../words.ts';
import { ProofOfWork } from '../../proof/proof-of-work.tsx';
import { whomInWords } from './whom.ts';
import { isFormal, stepsOf, type Draft, type StepName } from './draft.ts';
import { whenSaid } from './matter-step.tsx';
import { ratingInWords } from './rating-step.tsx';
import { subjectWord } from './subject-step.tsx';
import type { Step } from './step.ts';

/** Everything once more, each of it to be changed; what comes of sending is said before. */
export const checkStep: Step = {
	name: 'check',
	title: () => m.feedback_file_check(),
	filled: () => ({}),
	fields: ({ call, draft }) => (
		<>
			<Facts rows={rowsOf(draft).map(([step, name, value]) => [name, <Changeable step={step}>{value}</Changeable>])} />
			<Notice kind="warning" title={m.feedback_file_receipt_final()}>
				<p>{m.feedback_file_receipt_final_detail()}</p>
			</Notice>
			{!draft.proved && <ProofOfWork call={call} waiting={m.feedback_file_check_held()} />}
		</>
	),
	take: (_, draft) => ({ draft }),
	go: () => m.feedback_file_send(),
};

type Row = [step: StepName, name: string, value: Child];

function rowsOf(draft: Draft): Row[] {
	const { subject, unit, conduct, rating, matter, files, sender } = draft;
	const rows: (Row | false | undefined)[] = [
		subject && ['subject', m.feedback_file_subject_label(), subjectWord(subject)],
		unit && ['unit', m.feedback_file_unit_row(), whomInWords(unit)],
		conduct && [
			'conduct',
			isFormal(draft) ? m.feedback_file_officer() : m.feedback_file_conduct_row(),
			isFormal(draft) ? conduct.officer : conductInWords(conduct),
		],
		rating && ['rating', m.feedback_file_rating_title(), ratingInWords(rating)],
		matter && ['matter', m.feedback_file_matter_label(), <Written>{matter.text}</Written>],
		matter && ['matter', m.feedback_file_when(), whenSaid(matter.when)],
		matter && ['matter', m.feedback_file_where(), matter.place],
		matter && subject === 'opinion' && ['matter', m.feedback_file_topic(), matter.topic && topicWord(matter.topic)],
		files && [
			'files',
			m.feedback_file_files_row(),
			files.length > 0 && m.feedback_file_files_count({ count: files.length }),
		],
		sender && ['sender', m.feedback_file_sender(), senderInWords(sender)],
	];
	const asked = stepsOf(draft);
	return rows.filter((row): row is Row => Array.isArray(row) && asked.includes(row[0]));
}

const Changeable = ({ step, children }: { step: StepName; children: Child }) => (
	<span class="changeable">
		<span>{children || <span class="muted">{m.feedback_file_nothing()}</span>}</span>
		<Button weight="quiet" name="_go" value={`to:${step}`} unchecked>
			{m.feedback_file_change()}
		</Button>
	</span>
);

/** Text of a sender: its lines kept, its direction its own. */
const Written = ({ children }: { children: string }) => <bdi class="written">{children}</bdi>;

const conductInWords = ({ accuses, officer }: NonNullable<Draft['conduct']>): string =>
	officer || (accuses ? m.feedback_file_conduct_yes() : m.feedback_file_conduct_no());

const senderInWords = ({ as, contact, name, organisation }: NonNullable<Draft['sender']>): string =>
	[as === 'nobody' ? m.feedback_file_sender_nobody() : '', name, contact, organisation].filter(Boolean).join(' · ');
