import { AsyncLocalStorage } from 'node:async_hooks';
import { baseLocale, locales, overwriteGetLocale } from './generated/runtime.js';

/** A language of the pages. Vietnamese is written first; English is its translation. */
export type Locale = (typeof locales)[number];

export { locales };

const reader = new AsyncLocalStorage<Locale>();

/** The language of whoever reads what is being rendered now; Vietnamese outside of {@link inLocale}. */
export const currentLocale = (): Locale => reader.getStore() ?? baseLocale;

/**
 * Runs `render` so that every message inside it is in `locale`, also after an `await`.
 * JSX is turned into text late: the page must become a string inside `render`.
 */
export const inLocale = <T>(locale: Locale, render: () => T): T => reader.run(locale, render);

/** The language named by an address, a cookie or a form; Vietnamese for anything unknown. */
export const localeNamed = (name: string | undefined): Locale => locales.find((each) => each === name) ?? baseLocale;

overwriteGetLocale(currentLocale);
