import { m } from '#words';
import type { DataRequestKind } from './data-request.ts';

export const dataRequestWord = (kind: DataRequestKind): string =>
	({ access: m.feedback_data_access, correct: m.feedback_data_correct, erase: m.feedback_data_erase })[kind]();
