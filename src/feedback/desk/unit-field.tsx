import { findUnit, searchUnits, unitSearchPath } from '#organisation';
import type { Call } from '#platform';
import { UnitPicker, type FieldValue, type UnitChoice } from '#ui';
import type { Shown } from './case-action.tsx';

/** Chooses a unit of the whole tree; without JavaScript by words and a button. */
export const UnitField = async ({
	shown: { call, state, field },
	label,
	hint,
	name = 'unit',
	optional,
}: {
	shown: Pick<Shown, 'call' | 'state' | 'field'>;
	label: string;
	hint?: string;
	name?: string;
	optional?: boolean;
}) => {
	const words = said(state.values[`${name}_words`]);
	return (
		<UnitPicker
			{...field(name)}
			label={label}
			hint={hint}
			optional={optional}
			source={unitSearchPath}
			words={words}
			chosen={await chosen(call, field(name).value)}
			found={words ? (await searchUnits(call, call.today, words, 20)).map(asChoice) : undefined}
		/>
	);
};

async function chosen(call: Call, value: FieldValue): Promise<UnitChoice | undefined> {
	if (!/^\d{1,9}$/.test(String(value ?? ''))) return undefined;
	const unit = await findUnit(call, Number(value), call.today);
	return unit && asChoice(unit);
}

const asChoice = (unit: { id: number; name: string; code: string }): UnitChoice => ({
	value: String(unit.id),
	label: unit.name,
	detail: unit.code,
});

const said = (value: string | string[] | undefined): string => (typeof value === 'string' ? value.trim() : '');
