import { m } from './generated/messages.js';
import { currentLocale, type Locale } from './locale.ts';

const steps: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
	['year', 31_557_600],
	['month', 2_629_800],
	['day', 86_400],
	['hour', 3_600],
	['minute', 60],
];

/** How long ago, in words: “vừa xong”, “5 phút trước”, “hôm qua”; “sau 3 ngày nữa” for what is to come. */
export const relativeAge = (date: Date | string, now: Date, locale: Locale = currentLocale()): string => {
	const seconds = (new Date(date).getTime() - now.getTime()) / 1000;
	const step = steps.find(([, length]) => Math.abs(seconds) >= length);
	if (!step) return m.ui_age_justNow({}, { locale });
	const [unit, length] = step;
	// Vietnamese data begins “Hôm qua” with a capital; the words stand inside sentences here.
	return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
		.format(Math.trunc(seconds / length), unit)
		.toLowerCase();
};
