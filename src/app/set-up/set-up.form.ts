import { z } from 'zod';
import { m, parseDate } from '#words';
import { installationForm } from '#portal';

export const bodyForm = installationForm.pick({ bodyVi: true, bodyEn: true, superiorVi: true });

const given = z
	.string()
	.trim()
	.min(1, { error: () => m.setup_missing() });

export const rootForm = z.object({
	code: given,
	name: given,
	kind: given,
	on: z.string().transform((typed, context) => {
		const day = parseDate(typed);
		if (day) return day;
		context.addIssue({ code: 'custom', message: m.setup_root_on_wrong() });
		return z.NEVER;
	}),
});
export type RootUnit = z.infer<typeof rootForm>;

export const administratorForm = z.object({ displayName: given, userName: given });
