import { m } from '#words';
import { control, FieldHelp, OptionalMark, wrong, type FieldProps } from './field.tsx';
import { idOf } from './typed.ts';

/** A unit found: its code (or id) as value, its name, and what tells it from others of the same name. */
export type UnitChoice = { value: string; label: string; detail?: string };

/**
 * Chooses a unit among thousands. Without JavaScript: words, a button “find” (which sends the form with
 * `_find=<name>` and the words in `<name>_words`), and what was found as radios on the same form, shown again. With the
 * island: suggestions while typing, from `source?q=…`, which answers a JSON list of {@link UnitChoice}.
 */
export const UnitPicker = (
	props: FieldProps & { chosen?: UnitChoice; words?: string; found?: UnitChoice[]; source: string },
) => {
	const choices = [...(props.chosen ? [props.chosen] : []), ...(props.found ?? [])].filter(
		(each, position, all) => all.findIndex(({ value }) => value === each.value) === position,
	);
	return (
		<fieldset class={wrong('field', props.error)}>
			<legend class="field-label">
				{props.label}
				<OptionalMark optional={props.optional} />
			</legend>
			<FieldHelp {...props} />
			<unit-picker source={props.source} name={props.name} nothing={m.ui_unit_nothing()}>
				<div class="picker-search">
					<input
						class="input"
						type="search"
						{...control({ ...props, optional: true })}
						name={`${props.name}_words`}
						value={props.words ?? ''}
						aria-label={`${props.label}: ${m.ui_unit_search()}`}
						placeholder={m.ui_unit_search()}
						autocomplete="off"
					/>
					<button class="btn" type="submit" name="_find" value={props.name} formnovalidate>
						{m.ui_unit_find()}
					</button>
				</div>
				<output class="picker-nothing">{props.found?.length === 0 ? m.ui_unit_nothing() : ''}</output>
				<div class="choices picker-choices">
					{choices.map((choice) => (
						<UnitRow choice={choice} name={props.name} chosen={choice.value === props.chosen?.value} />
					))}
				</div>
			</unit-picker>
		</fieldset>
	);
};

const UnitRow = ({ choice, name, chosen }: { choice: UnitChoice; name: string; chosen: boolean }) => (
	<div class="choice">
		<input
			class="radio"
			type="radio"
			name={name}
			value={choice.value}
			id={`${idOf(name)}-${choice.value}`}
			checked={chosen}
		/>
		<label for={`${idOf(name)}-${choice.value}`}>
			{choice.label}
			{choice.detail && <span class="hint">{choice.detail}</span>}
		</label>
	</div>
);
