import type { Desk } from '#platform';
import { judging } from './judging.tsx';
import { keys } from './keys.tsx';
import { oversight } from './oversight.tsx';
import { sealed } from './sealed.tsx';

/** What is sealed, and who can open it. */
export const custodyDesk = (desk: Desk): void => {
	keys(desk);
	oversight(desk);
	judging(desk);
	sealed(desk);
};
