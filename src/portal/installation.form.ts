import { z } from 'zod';
import { m } from '#words';

const line = (most: number) =>
	z
		.string()
		.trim()
		.max(most, { error: () => m.portal_settings_tooLong({ count: most }) })
		.default('');

/** What may be said about the body; only its Vietnamese name must be. */
export const installationForm = z.object({
	bodyVi: line(200).refine((name) => name !== '', { error: () => m.portal_settings_body_missing() }),
	bodyEn: line(200),
	superiorVi: line(200),
	superiorEn: line(200),
	addressVi: line(300),
	addressEn: line(300),
	phone: line(40),
	email: line(200).refine((address) => address === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address), {
		error: () => m.portal_settings_email_wrong(),
	}),
	officerVi: line(200),
	officerEn: line(200),
});
