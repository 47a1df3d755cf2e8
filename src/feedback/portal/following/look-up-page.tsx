import { formatDate, m } from '#words';
import { Button, Buttons, Notice, TextField } from '#ui';
import type { Call, PublicView } from '#platform';
import { Leaving } from '../leaving.tsx';
import { filePath, followPath, here } from '../paths.ts';

/**
 * Asks for reference and receipt.
 *
 * @param shown `missed`: nothing was found, whatever the reason; `gone`: the page was open too long; `replacedOn`: the receipt was that of
 *   the case until this day
 */
export const lookUpPage = (
	_call: Call,
	shown: { reference?: string; missed?: boolean; gone?: boolean; replacedOn?: string },
): PublicView => ({
	title: m.feedback_file_window(),
	heading: false,
	alone: true,
	tags: [],
	body: (
		<>
			<h1>{m.feedback_follow_title()}</h1>
			<p class="lead">{m.feedback_follow_lead()}</p>
			{shown.missed && (
				<Notice kind="problem" title={m.feedback_follow_missed()}>
					<p>{m.feedback_follow_missed_detail()}</p>
				</Notice>
			)}
			{shown.replacedOn && (
				<Notice kind="warning" title={m.feedback_follow_replaced({ date: formatDate(shown.replacedOn) })}>
					<p>{m.feedback_follow_replaced_detail()}</p>
				</Notice>
			)}
			{shown.gone && <Notice kind="warning" title={m.feedback_follow_gone()} />}
			<form class="form" method="post" action={here(followPath)} novalidate>
				<TextField
					name="reference"
					label={m.feedback_file_reference()}
					hint={m.feedback_follow_reference_hint()}
					value={shown.reference}
					size="medium"
					maxlength={100}
				/>
				<TextField
					name="receipt"
					label={m.feedback_file_receipt()}
					hint={m.feedback_follow_receipt_hint()}
					maxlength={300}
				/>
				<Buttons>
					<Button>{m.feedback_follow_look()}</Button>
				</Buttons>
			</form>
			<p>{m.feedback_follow_lost()}</p>
			<p>
				<a href={here(filePath)}>{m.feedback_follow_toFiling()}</a>
			</p>
			<Leaving />
		</>
	),
});
