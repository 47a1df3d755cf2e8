import { textCell, Unreadable, type Cell } from '#platform';
import { m } from '#words';

const text = textCell(32);
const allowed = /^[\p{Script=Latin}0-9][\p{Script=Latin}0-9._/-]*$/u;

/** The code of a unit: Latin letters, digits and `. _ / -`, kept as text with its leading zeros. */
export const codeCell: Cell<string> = (cell) => {
	const code = text(cell);
	if (!allowed.test(code)) throw new Unreadable(m.organisation_code_shape({ code }));
	return code;
};
