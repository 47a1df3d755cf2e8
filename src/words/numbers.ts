import { currentLocale, type Locale } from './locale.ts';

/** `1.234.567,89` in Vietnamese, `1,234,567.89` in English; `digits` after the mark at most. */
export const formatNumber = (value: number | bigint, locale: Locale = currentLocale(), digits = 2): string =>
	writer(locale, digits).format(value);

/**
 * A share in whole percent (`digits` for more), or a dash when there is nothing to divide by. Rounding never claims that
 * all is done or that nothing is: 999 of 1,000 is `>99%`, 1 of 1,000 is `<1%`.
 */
export const formatPercent = (
	numerator: number,
	denominator: number,
	locale: Locale = currentLocale(),
	digits = 0,
): string => {
	if (!(denominator > 0)) return '–';
	const percent = (numerator / denominator) * 100;
	const step = 10 ** -digits;
	if (percent < 100 && percent > 100 - step / 2) return `>${formatNumber(100 - step, locale, digits)}%`;
	if (percent > 0 && percent < step / 2) return `<${formatNumber(step, locale, digits)}%`;
	return `${formatNumber(percent, locale, digits)}%`;
};

/** Money in đồng, without decimals: `1.500.000 đồng`, `VND 1,500,000`. */
export const formatMoney = (value: number | bigint, locale: Locale = currentLocale()): string =>
	locale === 'vi' ? `${formatNumber(value, 'vi', 0)} đồng` : `VND ${formatNumber(value, 'en', 0)}`;

/**
 * What people type for a number, or `undefined`. Read by the marks of the reader's language; only what that language
 * cannot mean is read by the other's, so `1.234` is 1,234 in Vietnamese and `12.5` is twelve and a half.
 */
export const parseNumber = (typed: string, locale: Locale = currentLocale()): number | undefined => {
	const text = typed.trim().replace(/[\s\u00a0\u202f](?=\d{3})/g, '');
	return readWith(text, locale) ?? readWith(text, locale === 'vi' ? 'en' : 'vi');
};

const grammar: Record<Locale, RegExp> = {
	vi: /^[-−]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/,
	en: /^[-−]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/,
};

const readWith = (text: string, locale: Locale): number | undefined => {
	if (!grammar[locale].test(text)) return undefined;
	const [group, decimal] = locale === 'vi' ? ['.', ','] : [',', '.'];
	return Number(text.replaceAll(group, '').replace(decimal, '.').replace('−', '-'));
};

// Building an Intl formatter costs a hundred times what formatting does.
const writers = new Map<string, Intl.NumberFormat>();
const writer = (locale: Locale, digits: number): Intl.NumberFormat => {
	const key = `${locale} ${digits}`;
	const known = writers.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
	writers.set(key, known);
	return known;
};
