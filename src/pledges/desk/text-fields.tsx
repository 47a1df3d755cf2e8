import { DateField, NumberField, TextField, type typed } from '#ui';
import { m } from '#words';
import { targetRows } from '../pledge.form.ts';

type Field = ReturnType<typeof typed>;

/** One movement: its name, its goal, from its start to the final review. */
export const MovementFields = ({ field, row }: { field: Field; row: number }) => (
	<div class="grid gap-2 border-b border-line pb-3 md:grid-cols-2">
		<TextField
			{...field(`movement${row}`)}
			label={m.pledges_movement({ number: row + 1 })}
			optional={row > 0}
			maxlength={300}
		/>
		<TextField {...field(`goal${row}`)} label={m.pledges_goal()} optional maxlength={1_000} />
		<DateField {...field(`starts${row}`)} label={m.pledges_starts()} optional={row > 0} />
		<DateField {...field(`reviewed${row}`)} label={m.pledges_reviewed()} optional={row > 0} />
	</div>
);

/** The targets: indicator, measuring unit, plan, note. */
export const TargetFields = ({ field, shown }: { field: Field; shown: Record<string, unknown> }) => (
	<>
		{rowsToShow(shown, 'indicator', targetRows, 3).map((row) => (
			<div class="grid gap-2 border-b border-line pb-3 md:grid-cols-[2fr_1fr_1fr_2fr]">
				<TextField
					{...field(`indicator${row}`)}
					label={m.pledges_indicator({ number: row + 1 })}
					optional={row > 0}
					maxlength={300}
				/>
				<TextField {...field(`unit${row}`)} label={m.pledges_measuringUnit()} optional maxlength={60} />
				<NumberField {...field(`plan${row}`)} label={m.pledges_plan()} optional />
				<TextField {...field(`note${row}`)} label={m.pledges_note()} optional maxlength={500} />
			</div>
		))}
	</>
);

/** The rows that are written and two more, at least `least`; saving the draft gives further ones. */
export function rowsToShow(shown: Record<string, unknown>, name: string, most: number, least: number): number[] {
	const all = Array.from({ length: most }, (_, row) => row);
	const last = all.findLast((row) => shown[`${name}${row}`]) ?? -1;
	return all.slice(0, Math.max(least, last + 3));
}
