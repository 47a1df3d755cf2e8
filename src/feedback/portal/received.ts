import { m } from '#words';
import { FormTooLarge, FormTooSlow, plainForm, TooLarge, Unavailable, type Problem, type Request } from '#platform';

/** What came of a form. With a problem only what was typed before the files: it is shown again, and nothing is done. */
export async function received(request: Request): Promise<{ form: FormData; problem?: Problem }> {
	try {
		return { form: await request.form() };
	} catch (error) {
		if (error instanceof FormTooLarge)
			return { form: plainForm(error.leading), problem: new TooLarge(() => m.feedback_file_files_tooMuch()) };
		if (error instanceof FormTooSlow)
			return { form: plainForm(error.leading), problem: new Unavailable(() => m.feedback_file_files_tooSlow()) };
		throw error;
	}
}
