import { Notice } from '#ui';
import { m } from '#words';

/** What is wrong in a file, one line each; long lists scroll with the page and can be copied. */
export const ProblemList = ({ lines }: { lines: readonly string[] }) => (
	<Notice kind="problem" title={m.organisation_problems_lines()}>
		<ul>
			{lines.map((line) => (
				<li>{line}</li>
			))}
		</ul>
	</Notice>
);
