/**
 * The tree of units through time: what a unit is called, under whom it stands, what continues it — on any date — and the
 * documents that change this.
 */
export { organisationCommands } from './command-line/commands.ts';
export { organisationDesk } from './desk.ts';
export { unitPath, unitsPath, unitSearchPath } from './desk/paths.ts';
export { kindWord } from './desk/kind-words.ts';
export { codeCell } from './codes/code-cell.ts';
export { applyFile } from './documents/apply-document.ts';
export { checkFile, checkReorganisation } from './documents/check-reorganisation.ts';
export { noDependents, type Dependents, type DependentsOf } from './documents/dependents.ts';
export { changeDraft, draftDocument } from './documents/draft.ts';
export { standingChanged, type Standing, type StandingChange } from './documents/enact.ts';
export { importUnits } from './documents/import-units.ts';
export { orderApplying, orderReverting } from './documents/order.ts';
export { revertDocument } from './documents/revert-document.ts';
export { organisationTasks } from './documents/tasks.ts';
export { readDocumentFile } from './documents/read-file.ts';
export { reorganisationSheet, unitSheet, type ReorganisationRow, type UnitRow } from './plan/sheets.ts';
export { isTreeEmpty, unitCodes, type UnitCodes } from './store/codes.store.ts';
export { keptBy, lastName } from './store/continued.store.ts';
export { treeEpoch } from './store/history.store.ts';
export { surroundingsOf, type NamedUnit, type Surroundings } from './store/surroundings.store.ts';
export {
	findBearer,
	findLastBearer,
	findRoot,
	findUnit,
	lineOf,
	listChildren,
	listHeirs,
	listPath,
	listUnits,
	livingUnit,
	namesOf,
	searchUnits,
	setPublishable,
	type UnitOn,
} from './store/units.store.ts';
export * from './national/documents.ts';
export { readPlaces, type Places } from './national/places.ts';
