import { createHash } from 'node:crypto';
import { m } from '#words';
import { Conflict } from './problems.ts';

/**
 * Nobody signs, confirms or approves what they have not seen. The page carries a mark of what it shows (`seen` of a form of ui, read by
 * `request.seen()`), the use case makes the mark again of what it has locked; when they differ, nothing is done and the page is shown anew.
 */
export type Seen = string | typeof asItStands;

/** For callers without a page between reading and doing: the command line, demonstration data, tests. No form can say it. */
export const asItStands = Symbol('as it stands');

/** It was changed between being read and being answered for. */
export class ChangedSince extends Conflict {
	constructor() {
		super(() => m.platform_changedSince_detail());
	}
}

/** A mark of what is shown: another one as soon as any of it is. */
export const markOf = (...shown: unknown[]): string => createHash('sha256').update(JSON.stringify(shown)).digest('hex');

/** @throws {ChangedSince} when what was seen is not what would be answered for; also when a form says nothing of what was seen */
export async function requireSeen(seen: Seen, mark: () => string | Promise<string>): Promise<void> {
	if (seen !== asItStands && seen !== (await mark())) throw new ChangedSince();
}
