import { localPath } from '#platform';
import { currentLocale } from '#words';

export const filePath = '/gop-y';
export const followPath = '/tra-cuu';
export const leavePath = '/thoat';

/** The address in the language of the reader. */
export const here = (path: string): string => localPath(path, currentLocale());
