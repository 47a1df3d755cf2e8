import { holds, type Actor } from '#platform';
import type { DocumentStep, TreeDocument } from './document.ts';

/** Who administers the unit at the top keeps the tree. */
export const mayDraft = (actor: Actor, rootId: number | undefined): boolean =>
	rootId !== undefined && holds(actor, rootId, 'administrator');

/** A re-organisation is checked by somebody who did not write it: its head or another administrator of the top unit. */
export const mayCheck = (actor: Actor, rootId: number | undefined, steps: readonly DocumentStep[]): boolean =>
	rootId !== undefined && holds(actor, rootId, 'administrator', 'unitHead') && !hasWritten(actor, steps);

/** Ordering it to be applied, and to be taken back. */
export const mayOrder = mayDraft;

export const maySeeDocuments = (actor: Actor, rootId: number | undefined): boolean =>
	rootId !== undefined && holds(actor, rootId, 'administrator', 'unitHead', 'auditor');

/** An import only adds what was not there, so it needs no second person. */
export const needsCheck = (document: Pick<TreeDocument, 'kind'>): boolean => document.kind === 'reorganisation';

const hasWritten = (actor: Actor, steps: readonly DocumentStep[]): boolean =>
	steps.some(({ step, accountId }) => (step === 'drafted' || step === 'changed') && accountId === actor.accountId);
