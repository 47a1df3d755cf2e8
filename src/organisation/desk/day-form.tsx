import { Button, DateField } from '#ui';
import { m } from '#words';

/** Chooses the day the tree is looked at; a plain link with a query, so it can be kept and sent. */
export const DayForm = ({ path, on, words }: { path: string; on: string; words?: string }) => (
	<form class="mb-6 flex flex-wrap items-end gap-3" method="get" action={path}>
		{words !== undefined && (
			<label class="field">
				<span class="field-label">{m.organisation_search_label()}</span>
				<input class="input" type="search" name="q" value={words} autocomplete="off" />
			</label>
		)}
		<DateField name="ngay" label={m.organisation_day()} value={on} hint="" />
		<Button weight="plain">{words === undefined ? m.organisation_day_look() : m.ui_search()}</Button>
	</form>
);
