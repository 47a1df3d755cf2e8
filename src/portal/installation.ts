import { currentLocale } from '#words';
import { holds, isOperator, type Actor } from '#platform';

/** What the body says about itself, in both languages. An empty English text means that the Vietnamese one is shown. */
export type InstallationWords = {
	bodyVi: string;
	bodyEn: string;
	/** The body above it. */
	superiorVi: string;
	superiorEn: string;
	addressVi: string;
	addressEn: string;
	phone: string;
	email: string;
	/** Name and position of the contact officer. */
	officerVi: string;
	officerEn: string;
};

/** Which body this house belongs to. */
export type Installation = InstallationWords & {
	rootUnitId: number | null;
	/** Demonstration data: said on every page, print and export. */
	illustration: boolean;
	/** `null` while the house is still empty. */
	setUpAt: Date | null;
	changedAt: Date;
};

type Bilingual = 'body' | 'superior' | 'address' | 'officer';

/** A text in the reader's language, else in Vietnamese; empty when it was never given. */
export const wordsOf = (installation: InstallationWords, about: Bilingual): string =>
	(currentLocale() === 'en' && installation[`${about}En`]) || installation[`${about}Vi`];

/** The name over every page; before anybody has given one, that of the product. */
export const bodyName = (installation: InstallationWords): string => wordsOf(installation, 'body') || 'Vidan';

/** Who may change it: the administrator of the root unit. */
export const mayChangeInstallation = (actor: Actor, { rootUnitId }: Installation): boolean =>
	isOperator(actor) || (rootUnitId !== null && holds(actor, rootUnitId, 'administrator'));
