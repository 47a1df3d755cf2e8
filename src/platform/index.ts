/**
 * The ground under every room: settings, keys, the database and its logins, `work` and `transact`, problems, events and
 * later tasks, files, HTTP, the command line. It knows nothing of the domain.
 */
export {
	actingAs,
	attempt,
	transact,
	work,
	type Actor,
	type Call,
	type Caller,
	type House,
	type Post,
} from './call.ts';
export { accountName } from './account-name.ts';
export { askedOnce } from './asked-once.ts';
export {
	readArguments,
	required,
	requiredDate,
	requiredText,
	WrongUsage,
	type Command,
	type CommandIO,
} from './command.ts';
export { databaseAnswers } from './database/answers.ts';
export { migrateDatabase, LaterSchema } from './database/migrate.ts';
export { openDatabase, type Database, type DB } from './database/database.ts';
export { kept, keptStatement } from './database/kept-plans.ts';
export { unhurried } from './database/silence.ts';
export { unwaited } from './database/unwaited.ts';
export {
	CannotStart,
	openDataFolder,
	openServer,
	tryHold,
	whyNot,
	type DatabaseServer,
	type Hold,
} from './embedded/index.ts';
export { record, runLater, tell, type EventListener, type EventListeners, type Happening } from './events.ts';
export { keepFile, plainName } from './files/keep-file.ts';
export { sendFile } from './files/send-file.ts';
export { openHouse } from './house.ts';
export { allow, found, holds, holdsAbove, holdsAnywhere, isOperator, unitsHeld } from './policy.ts';
export { Conflict, Forbidden, Invalid, NotFound, Problem, TooLarge, TooMany, Unavailable } from './problems.ts';
export { codeOf, refusedAs } from './refused.ts';
export { asItStands, ChangedSince, markOf, requireSeen, type Seen } from './seen.ts';
export { keyObject, openSecrets, secretsFrom, type Secrets } from './secrets.ts';
export { readSettings, UnusableSetting, type Settings } from './settings.ts';
export {
	deskOn,
	type Act,
	type Desk,
	type DeskForm,
	type DeskWiring,
	type FormState,
	type Show,
	type ShowView,
	type Paper,
	type View,
} from './http/desk.ts';
export { FormTooLarge, FormTooSlow } from './http/body.ts';
export { aNumber, anId, chosenId, chosenIds, idOf, idsOf, isUuid } from './http/chosen.ts';
export type { Dialogue, Say } from './http/dialogue.ts';
export { forgetAnswers } from './http/forget-answers.ts';
export { asksForNothing, isLockedElsewhere, isSessionOver, problemOf } from './http/failures.ts';
export { securityHeaders } from './http/headers.ts';
export { isOurHost, isOurOwn, ownOrigins } from './http/origin.ts';
export { localPath, portalOn, type Portal, type PublicView, type ShowPublic } from './http/portal.ts';
export { csv, json, notModified, seeOther, svg, versionOf } from './http/reply.ts';
export { numberAsked, numberIn, plainForm, requestOf, type Request } from './http/request.ts';
export { pageChanged, PageStore } from './pages/page-store.ts';
export * from './csv/index.ts';
export { eachAlone } from './jobs/each-alone.ts';
export { every, startQueue, type Task, type Timetable } from './jobs/queue.ts';
