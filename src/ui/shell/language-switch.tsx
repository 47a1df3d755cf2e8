import { currentLocale, locales, m, type Locale } from '#words';
import type { LanguageLinks } from './frame.ts';

/** The other languages of this page, each named in itself. */
export const LanguageSwitch = ({ languages }: { languages: LanguageLinks }) => (
	<>
		{locales
			.filter((locale) => locale !== currentLocale())
			.map((locale) => (
				<a class="language" href={languages[locale]} lang={locale} hreflang={locale}>
					{names[locale]()}
				</a>
			))}
	</>
);

const names: Record<Locale, () => string> = { vi: () => m.ui_language_vi(), en: () => m.ui_language_en() };
