import { localPath } from '#platform';
import { currentLocale } from '#words';

/** The address of a public page in the language of the reader. */
export const to = (path: string): string => localPath(path, currentLocale());

/** A public address without its language: `/en/lien-he` → `/lien-he`. */
export const plainPath = (path: string): string => path.replace(/^\/en(?=\/|$)/, '') || '/';

export const campaignPath = (slug: string): string => `/cuoc-van-dong/${slug}`;
