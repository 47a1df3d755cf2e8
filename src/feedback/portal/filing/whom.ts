import { m } from '#words';
import type { Whom } from './draft.ts';

export const whomInWords = ({ id, name, known }: Whom): string => {
	if (id === null) return m.feedback_file_unit_unknown();
	return known ? name : m.feedback_file_place_row({ place: name });
};
