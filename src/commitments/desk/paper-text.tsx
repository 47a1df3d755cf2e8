import { Facts } from '#ui';
import { formatDate, m } from '#words';
import type { Area, CommitmentText } from '../commitment.ts';

/** What a commitment says, area by area, and the concrete work with its days. For screen and paper. */
export const PaperText = ({
	text,
	areas,
	introduction,
}: {
	text: CommitmentText;
	areas: Area[];
	introduction?: string;
}) => (
	<div class="prose">
		{introduction && <p>{introduction}</p>}
		{text.understanding && (
			<section>
				<h3>{m.commitments_understanding()}</h3>
				<Lines text={text.understanding} />
			</section>
		)}
		{areas.map((area, position) => (
			<section>
				<h3>{area.title}</h3>
				<Lines text={text.areas[position] ?? ''} />
			</section>
		))}
		<section>
			<h3>{m.commitments_works()}</h3>
			<Facts rows={text.works.map((work) => [m.commitments_work_by({ date: formatDate(work.by) }), work.what])} />
		</section>
	</div>
);

const Lines = ({ text }: { text: string }) => (
	<>
		{text.split(/\n+/).map((line) => (
			<p>{line}</p>
		))}
	</>
);
