import { m } from '#words';
import { Icon } from '../icon.tsx';

/** Searches everything. On pages with islands the key `/` leads here. */
export const SearchForm = ({ action, placeholder }: { action: string; placeholder?: string }) => (
	<search-key>
		<search>
			<form class="search" action={action}>
				<input class="input" type="search" name="q" aria-label={m.ui_search()} placeholder={placeholder} />
				<button class="btn" type="submit">
					<Icon name="search" />
					<span class="search-word">{m.ui_search()}</span>
				</button>
			</form>
		</search>
	</search-key>
);
