/** Where the database comes from: the PostgreSQL that comes with us, supervised, or the one that DATABASE_URL names. */
export { CannotStart } from './cannot-start.ts';
export { openDataFolder, whyNot } from './data-folder.ts';
export { tryHold, type Hold } from './hold.ts';
export { openServer, type DatabaseServer } from './open-server.ts';
