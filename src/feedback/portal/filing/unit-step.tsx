import { m } from '#words';
import { Button, Checkbox, Radios, Select } from '#ui';
import { findUnit, searchUnits, type UnitOn } from '#organisation';
import type { Call } from '#platform';
import { listPlacesBelow, listTopPlaces } from './places.store.ts';
import type { Whom } from './draft.ts';
import { text, type Step, type Values, wrong } from './step.ts';

/**
 * Which unit: typed, or by the place, or not known. Only what the public may know of can be named; the database sees to that,
 * because this runs as the public.
 */
export const unitStep: Step = {
	name: 'unit',
	title: () => m.feedback_file_unit(),
	filled: ({ unit }): Values => {
		if (!unit) return {};
		if (unit.id === null) return { unknown: 'yes' };
		return { [unit.known ? 'unit' : 'commune']: String(unit.id) };
	},
	async fields({ call, values, field }) {
		const found = await lookFor(call, values);
		const tops = await listTopPlaces(call);
		const province = Number(text(values, 'province')) || 0;
		const communes = province ? await listPlacesBelow(call, province) : [];
		return (
			<>
				<div class="field">
					<label class="field-label" for="field-words">
						{m.feedback_file_unit_words()}
					</label>
					<p class="hint" id="words-hint">
						{m.feedback_file_unit_words_hint()}
					</p>
					<div class="picker-search">
						<input
							class="input"
							type="search"
							id="field-words"
							name="words"
							value={text(values, 'words')}
							maxlength={200}
							autocomplete="off"
							aria-describedby="words-hint"
						/>
						<Button weight="plain" name="_go" value="find" unchecked>
							{m.feedback_file_unit_find()}
						</Button>
					</div>
				</div>
				{found && (
					<Radios
						{...field('unit')}
						label={found.length > 0 ? m.feedback_file_unit_found() : m.feedback_file_unit_notFound()}
						choices={found.map((unit) => ({ value: String(unit.id), label: unit.name }))}
					/>
				)}
				<fieldset class="fieldset">
					<legend>{m.feedback_file_place()}</legend>
					<p class="hint">{m.feedback_file_place_hint()}</p>
					<Select {...field('province')} label={m.feedback_file_province()} optional choices={tops.map(choice)} />
					<Button weight="plain" name="_go" value="find" unchecked>
						{m.feedback_file_communes()}
					</Button>
					{communes.length > 0 && (
						<Select {...field('commune')} label={m.feedback_file_commune()} optional choices={communes.map(choice)} />
					)}
				</fieldset>
				<Checkbox {...field('unknown')} label={m.feedback_file_unit_unknown()} />
			</>
		);
	},
	async take(call, draft, values) {
		const unit = await known(call, text(values, 'unit'));
		if (unit) return { draft: { ...draft, unit: whom(unit, true) } };
		if (text(values, 'unknown') === 'yes') return { draft: { ...draft, unit: { id: null, name: '', known: false } } };
		const place = await known(call, text(values, 'commune') || text(values, 'province'));
		if (place) return { draft: { ...draft, unit: whom(place, false) } };
		// Words were typed and nothing chosen: what they find is shown, to choose from.
		return text(values, 'words') ? { again: true } : wrong({ words: m.feedback_file_unit_missing() });
	},
};

const choice = ({ id, name }: { id: number; name: string }) => ({ value: String(id), label: name });

const whom = (unit: UnitOn, isKnown: boolean): Whom => ({ id: unit.id, name: unit.name, known: isKnown });

const known = async (call: Call, id: string): Promise<UnitOn | undefined> =>
	/^[1-9]\d{0,8}$/.test(id) ? findUnit(call, Number(id), call.today) : undefined;

async function lookFor(call: Call, values: Values): Promise<UnitOn[] | undefined> {
	const words = text(values, 'words').slice(0, 200);
	const chosen = await known(call, text(values, 'unit'));
	const found = words === '' ? undefined : await searchUnits(call, call.today, words, 15);
	if (chosen && !found?.some(({ id }) => id === chosen.id)) return [chosen, ...(found ?? [])];
	return found;
}
