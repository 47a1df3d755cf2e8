/**
 * Every word that a person reads (compiled from `messages/`), and how dates, numbers and names are written and read.
 *
 * Nothing here keeps state; the language is that of the running {@link inLocale}, and each function takes another one as its
 * last argument.
 */
export { m } from './generated/messages.js';
export { currentLocale, inLocale, localeNamed, locales, type Locale } from './locale.ts';
export { dayIn, formatDate, formatDateTime, formatPeriod, parseDate } from './dates.ts';
export { addDays, daysBetween, soonDays, type Day } from './days.ts';
export { relativeAge } from './age.ts';
export { formatMoney, formatNumber, formatPercent, parseNumber } from './numbers.ts';
export { compareByGivenName, compareVietnamese, foldVietnamese } from './names.ts';
