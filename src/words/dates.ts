/** The time zone of every date shown: UTC+7 all year. */
const zone = 'Asia/Ho_Chi_Minh';

const parts = new Intl.DateTimeFormat('en-GB', {
	timeZone: zone,
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
});

/** The day in Viet Nam at an instant, as `yyyy-mm-dd`. */
export const dayIn = (instant: Date): string => {
	const { year, month, day } = partsOf(instant);
	return `${year}-${month}-${day}`;
};

/**
 * `24/03/2017`, in both languages. A text is an ISO date (`2017-03-24`), which has no time zone, or an ISO instant.
 * Nothing becomes an empty text.
 */
export const formatDate = (value: string | Date | null | undefined): string => {
	if (!value) return '';
	const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typeof value === 'string' ? value : dayIn(value)) ?? [];
	return year ? `${day}/${month}/${year}` : formatDate(new Date(value));
};

/** `14:05, 24/03/2017` in Viet Nam. */
export const formatDateTime = (value: string | Date | null | undefined): string => {
	if (!value) return '';
	const { hour, minute, day, month, year } = partsOf(new Date(value));
	return `${hour}:${minute}, ${day}/${month}/${year}`;
};

/** `01/01/2025 – 31/03/2025`; an open end is left open. */
export const formatPeriod = (from: string | Date | null | undefined, to: string | Date | null | undefined): string =>
	`${formatDate(from)} – ${formatDate(to)}`.trim();

/**
 * What people type for a date → `yyyy-mm-dd`, or `undefined`. Day before month before year, with any separator or none
 * (`1/3/2025`, `01-03-2025`, `1.3.25`, `010325`, `01032025`, `ngày 1 tháng 3 năm 2025`), or year first with four digits
 * (`2025-03-01`). Years of two digits reach from 1950 to 2049: birth years are typed as often as deadlines.
 */
export const parseDate = (typed: string): string | undefined => {
	const text = typed.normalize('NFC').trim().toLowerCase();
	const words = text.replace(/ngày|tháng|năm/g, ' ').trim();
	const [, y1, m1, d1] = /^(\d{4})[\s./-]+(\d{1,2})[\s./-]+(\d{1,2})$/.exec(words) ?? [];
	if (y1) return calendarDay(y1, m1, d1);
	const spaced = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})$/.exec(words);
	const [, d2, m2, y2] = spaced ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(words) ?? [];
	return calendarDay(y2, m2, d2);
};

const calendarDay = (year = '', month = '', day = ''): string | undefined => {
	const fullYear = year.length === 2 ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year);
	const iso = `${String(fullYear).padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const date = new Date(`${iso}T00:00:00Z`);
	return fullYear > 0 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
};

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>;

/** Since this day the zone is seven hours ahead; before it was others, which only its history knows. */
const settled = Date.parse('1975-06-14T00:00:00Z');
const lastDay = Date.parse('9999-12-31T00:00:00Z');

/** A page asks this often, and the formatter takes longer for one instant than a paragraph takes to be written. */
function partsOf(instant: Date): Parts {
	const at = instant.getTime();
	if (!(at >= settled && at < lastDay))
		return Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value])) as Parts;
	const text = new Date(at + 7 * 60 * 60_000).toISOString();
	return {
		year: text.slice(0, 4),
		month: text.slice(5, 7),
		day: text.slice(8, 10),
		hour: text.slice(11, 13),
		minute: text.slice(14, 16),
	};
}
