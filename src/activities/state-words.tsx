import { State, type StateKind } from '#ui';
import { m } from '#words';
import type { ActivityKind, ActivityState } from './activity.ts';
import type { StudyDocumentKind } from './study.store.ts';

const kinds: Record<ActivityState, StateKind> = { planned: 'running', held: 'done', cancelled: 'stopped' };

/** What a state is called, in the reader's language. */
export const stateWord = (state: ActivityState): string => m[`activities_state_${state}`]();
export const kindWord = (kind: ActivityKind): string => m[`activities_kind_${kind}`]();
export const documentKindWord = (kind: StudyDocumentKind): string => m[`activities_document_${kind}`]();

export const EventState = ({ state }: { state: ActivityState }) => (
	<State kind={kinds[state]}>{stateWord(state)}</State>
);
