import { formatDate, m } from '#words';
import { Part } from '#ui';
import type { DataRequest } from '../../data-request/data-request.ts';
import { dataRequestWord } from '../../data-request/words.ts';

/** What the sender asked about their own data, and what came of it. */
export const DataRequests = ({ requests }: { requests: DataRequest[] }) =>
	requests.length === 0 ? null : (
		<Part title={m.feedback_data_title()}>
			{requests.map((request) => (
				<>
					<h3>{dataRequestWord(request.kind)}</h3>
					<p>
						{request.answeredOn === null
							? m.feedback_data_waits({ date: formatDate(request.dueOn) })
							: request.granted
								? m.feedback_data_granted_yes()
								: m.feedback_data_granted_no()}
					</p>
					{request.answer && <blockquote class="letter written">{request.answer}</blockquote>}
				</>
			))}
		</Part>
	);
