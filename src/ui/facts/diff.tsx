import { m } from '#words';
import { differences } from './differences.ts';

/** What changed from one text to another, word by word; also said in words for those who see no colours. */
export const Diff = ({ before, after }: { before: string; after: string }) => (
	<p class="diff">
		{differences(before, after).map(({ kind, text }) => {
			if (kind === 'same') return text;
			return kind === 'removed' ? (
				<del>
					<span class="sr-only">[{m.ui_diff_removed()}: </span>
					{text}
					<span class="sr-only">]</span>
				</del>
			) : (
				<ins>
					<span class="sr-only">[{m.ui_diff_added()}: </span>
					{text}
					<span class="sr-only">]</span>
				</ins>
			);
		})}
	</p>
);
