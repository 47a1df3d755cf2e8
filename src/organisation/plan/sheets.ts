import {
	choiceCell,
	decimalCell,
	defineSheet,
	nameCell,
	optionalCell,
	Unreadable,
	yesNoCell,
	type Cell,
	type Row,
} from '#platform';
import { m } from '#words';
import { codeCell } from '../codes/code-cell.ts';

/** As `unit_name` keeps them. */
const longestName = 200;
const longestKind = 60;

const saidCell: Cell<boolean | null> = (text) => (text === '' ? null : yesNoCell(text));

/** The file of `units import`. The root has no parent. */
export const unitSheet = defineSheet(
	{ code: codeCell, name: nameCell(longestName), kind: nameCell(longestKind), parent_code: optionalCell(codeCell) },
	{ short: optionalCell(nameCell(60)), publishable: saidCell },
	[
		['VN', 'Cơ quan minh họa trung ương', 'co_quan', '', '', ''],
		['26', 'Tỉnh Vĩnh Phúc', 'tinh', 'VN', 'Vĩnh Phúc', 'có'],
	],
);
export type UnitRow = Row<typeof unitSheet.columns>;

const shareCell: Cell<string> = (text) => {
	const share = decimalCell(text);
	const decimals = share.split('.')[1]?.length ?? 0;
	if (decimals > 20 || !(Number(share) > 0) || Number(share) > 1)
		throw new Unreadable(m.organisation_share_range({ share }));
	return share;
};

export const operations = ['create', 'rename', 'move', 'merge', 'split', 'abolish'] as const;

/** The file of `reorganise`. Which columns a row needs depends on its op: see `readOperation`. */
export const reorganisationSheet = defineSheet(
	{ op: choiceCell(...operations) },
	{
		code: optionalCell(codeCell),
		into_code: optionalCell(codeCell),
		new_code: optionalCell(codeCell),
		new_name: optionalCell(nameCell(longestName)),
		new_kind: optionalCell(nameCell(longestKind)),
		new_parent_code: optionalCell(codeCell),
		share: optionalCell(shareCell),
	},
	[
		['rename', '25', '', '', 'Tỉnh Phú Thọ', 'tinh', '', ''],
		['merge', '26', '25', '', '', '', '', ''],
		['move', '08707', '', '', '', '', '25', ''],
		['create', '', '', '08710', 'Phường Vĩnh Yên', 'phuong', '25', ''],
		['split', '08708', '08710', '', '', '', '', '0.6'],
		['split', '08708', '08707', '', '', '', '', '0.4'],
		['abolish', '243', '', '', '', '', '', ''],
	],
);
export type ReorganisationRow = Row<typeof reorganisationSheet.columns>;
