import { codeCell } from '#organisation';
import { dateCell, decimalCell, defineSheet, optionalCell, textCell, Unreadable, type Cell, type Row } from '#platform';
import { m } from '#words';
import { metricNamed, metrics, type Metric } from './metrics.ts';

const uuid = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/;

/** As the database writes it: two spellings of one id are one id. */
const uuidCell: Cell<string> = (text) => {
	const groups = uuid.exec(text.toLowerCase());
	if (!groups) throw new Unreadable(m.figures_import_notUuid({ text }));
	return groups.slice(1).join('-');
};

const metricCell: Cell<Metric> = (text) => {
	const metric = metricNamed(text);
	if (metric) return metric;
	const known = metrics.map(({ key }) => key).join(', ');
	throw new Unreadable(m.figures_import_unknownMetric({ text, known }));
};

/** A number of at most 15 digits before and 9 after the point: more is a slip of the hand. */
const qtyCell: Cell<string> = (text) => {
	const qty = decimalCell(text);
	if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(qty)) throw new Unreadable(m.figures_import_qtyTooLong({ text }));
	return qty;
};

/** The file of `acts import`. */
export const actSheet = defineSheet(
	{ id: uuidCell, unit_code: codeCell, metric: metricCell, qty: qtyCell, occurred_on: dateCell },
	{ note: optionalCell(textCell(500)) },
	[
		['0d8e5a52-7f0c-4d7e-9a51-6f3f6f1d2c11', '08707', 'studySession', '1', '2025-03-24', ''],
		['7b2f1c9a-1f7b-4b0e-8a0b-2b1c3d4e5f60', '08707', 'attendance', '42', '2025-03-24', 'Buổi chiều'],
	],
);
export type ActLine = Row<typeof actSheet.columns>;
