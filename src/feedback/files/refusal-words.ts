import { m } from '#words';
import type { Refusal } from './stage-file.ts';

/** Why a file was not taken, in the sender's words. */
export const refusalWord = (refusal: Refusal): string =>
	({
		tooLarge: m.feedback_file_refused_tooLarge,
		wrongType: m.feedback_file_refused_wrongType,
		notCleanable: m.feedback_file_refused_notCleanable,
		infected: m.feedback_file_refused_infected,
		tooMany: m.feedback_file_refused_tooMany,
		busy: m.feedback_file_refused_busy,
	})[refusal]();
