/**
 * Events of a campaign at a unit — launch ceremonies, study sessions, workshops, training — who attended, and the documents that
 * are studied. An event that was held is counted once, for the unit that owns it, in every campaign it serves.
 */
export { activityKinds, type Activity, type ActivityKind, type ActivityState, type Attendance } from './activity.ts';
export { findActivity, listActivities, type ActivityPlan, type ActivityRow, type Holding } from './activity.store.ts';
export { listExpected, type ListedMember } from './attendance.store.ts';
export { cancelActivity } from './cancel-activity.ts';
export { activitiesDesk } from './desk.ts';
export { expectedOf } from './expected.ts';
export { giveDocument, type GivenDocument } from './give-document.ts';
export { holdActivity } from './hold-activity.ts';
export { activitiesPath, activityPath } from './paths.ts';
export { planActivity, replanActivity } from './plan-activity.ts';
export { publishActivity } from './publish-activity.ts';
export { readDocument } from './read-document.ts';
export { kindWord as activityKindWord } from './state-words.tsx';
export { choicesBelow, choicesHeld, unitNamed } from './unit-choices.ts';
