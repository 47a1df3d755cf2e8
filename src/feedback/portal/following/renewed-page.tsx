import { m } from '#words';
import { Notice } from '#ui';
import type { PublicView } from '#platform';
import type { Receipt } from '../../receipt/receipt.ts';
import { Leaving } from '../leaving.tsx';
import { followPath, here } from '../paths.ts';
import { ReceiptCard } from '../receipt-card.tsx';

/** The new receipt, shown here and nowhere else. */
export const renewedPage = (receipt: Receipt & { reference: string }): PublicView => ({
	title: m.feedback_file_window(),
	heading: false,
	alone: true,
	tags: [],
	body: (
		<>
			<h1>{m.feedback_follow_renewed()}</h1>
			<Notice kind="warning" title={m.feedback_file_filed_keep()}>
				<p>{m.feedback_file_receipt_final_detail()}</p>
			</Notice>
			<ReceiptCard receipt={receipt} followPath={here(followPath)} />
			<Leaving />
		</>
	),
});
