/** The first set-up of an empty house, in the browser: whose it is, its root unit, its first administrator. */
export { setUpDoor } from './door.tsx';
export { isBegunEmpty, setUpNotes } from './link.ts';
