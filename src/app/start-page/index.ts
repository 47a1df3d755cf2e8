/** The first page of the workspace: what is expected of me and my unit, what is late, and how my unit stands. */
export { dutiesIn } from './duties.ts';
export { dutyCount } from './duty-count.ts';
export { startPage } from './start-page.tsx';
