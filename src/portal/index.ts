/**
 * The public face: which body this house belongs to, the pages that everybody may read, and the snapshots by which the
 * public sees figures and units without reading what they are made of.
 */
export { installationForm } from './installation.form.ts';
export { bodyName, mayChangeInstallation, wordsOf, type Installation, type InstallationWords } from './installation.ts';
export { installationOf } from './installation.store.ts';
export { changeInstallation, markInstallation } from './change-installation.ts';
export { publishSnapshots } from './publish-snapshots.ts';
export { portalDesk } from './desk.tsx';
export { portalFrame } from './frame.ts';
export { portalRoutes } from './portal.tsx';
