import { codeCell } from '#organisation';
import { defineSheet, nameCell, optionalCell, textCell, Unreadable, type Cell, type Row } from '#platform';
import { m } from '#words';

const numberCell: Cell<string> = (text) => {
	const number = textCell(40)(text);
	if (/\s/.test(number)) throw new Unreadable(m.people_number_shape());
	return number;
};

const emailCell: Cell<string> = (text) => {
	const address = textCell(254)(text);
	if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) throw new Unreadable(m.people_email_shape());
	return address;
};

/** The file of `members import`. An empty cell of an optional column says nothing: what is known stays. */
export const memberSheet = defineSheet(
	{ number: numberCell, full_name: nameCell(200), unit_code: codeCell, position: optionalCell(textCell(200)) },
	{ rank: optionalCell(textCell(100)), email: optionalCell(emailCell), exempt_reason: optionalCell(textCell(500)) },
	[
		['200-001', 'Nguyễn Thị Minh Họa', '26', 'Cán bộ', 'Đại úy', '', ''],
		['200-002', 'Trần Văn Ví Dụ', '26', 'Phó đội trưởng', 'Thiếu tá', 'vidu@example.vn', 'Học tập trung dài hạn'],
	],
);
export type MemberRow = Row<typeof memberSheet.columns>;
