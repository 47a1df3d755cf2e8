import { formatDate, m } from '#words';
import { Button, Facts, Notice } from '#ui';
import type { PublicView } from '#platform';
import type { Filed } from '../../filing/file-feedback.ts';
import { ReceiptCard } from '../receipt-card.tsx';
import { Leaving } from '../leaving.tsx';

type Around = {
	/** It waits for its turn. */
	held: boolean;
	steps: string;
	path: string;
	followPath: string;
};

/** The answer to the sending itself: the receipt stands here and nowhere else, and sending again shows the same page. */
export const filedPage = (filed: Filed, { held, steps, path, followPath }: Around): PublicView => ({
	title: m.feedback_file_window(),
	heading: false,
	alone: true,
	tags: [],
	body: (
		<>
			<h1>{m.feedback_file_filed()}</h1>
			<Notice kind="warning" title={m.feedback_file_filed_keep()}>
				<p>{m.feedback_file_receipt_final_detail()}</p>
			</Notice>
			{filed.older && (
				<Notice kind="warning" title={m.feedback_file_filed_older()}>
					<p>{m.feedback_file_filed_older_detail()}</p>
				</Notice>
			)}
			<ReceiptCard receipt={filed} followPath={followPath} />
			<Facts
				rows={[
					[m.feedback_file_due(), formatDate(filed.dueOn)],
					[m.feedback_file_basis(), filed.basis],
				]}
			/>
			{held && <Notice kind="info" title={m.feedback_file_filed_held()} />}
			<section class="part">
				<h2>{m.feedback_file_promise()}</h2>
				<p>{m.feedback_file_promise_detail()}</p>
				<form method="post" action={path}>
					<input type="hidden" name="_steps" value={steps} />
					<Button weight="plain" icon="download" name="_go" value="promise">
						{m.feedback_file_promise_download()}
					</Button>
				</form>
			</section>
			<Leaving />
		</>
	),
});

/** It was filed once, too long ago for its receipt to be shown again; under another key the same is another letter. */
export const filedBeforePage = ({ steps, path, followPath }: Omit<Around, 'held'>): PublicView => ({
	title: m.feedback_file_window(),
	heading: false,
	alone: true,
	status: 409,
	tags: [],
	body: (
		<>
			<h1>{m.feedback_file_filedBefore()}</h1>
			<p>{m.feedback_file_filedBefore_detail()}</p>
			<p>
				<a href={followPath}>{m.feedback_follow_title()}</a>
			</p>
			<p>{m.feedback_file_filedBefore_other()}</p>
			<form method="post" action={path}>
				<input type="hidden" name="_steps" value={steps} />
				<Button weight="plain" name="_go" value="to:check">
					{m.feedback_file_check()}
				</Button>
			</form>
			<Leaving />
		</>
	),
});

/** The signed promise as a file; its name says nothing about what it is for. */
export const promiseFile = (filed: Pick<Filed, 'reference' | 'promise'>): Response =>
	new Response(filed.promise, {
		headers: {
			'Content-Type': 'text/plain; charset=utf-8',
			'Content-Disposition': `attachment; filename="${filed.reference}.txt"`,
			'Cache-Control': 'no-store',
		},
	});
