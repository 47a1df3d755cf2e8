import { Conflict, InvalidFile, Problem, work, type Call, type House } from '#platform';
import { m } from '#words';
import type { DocumentStatus } from './document.ts';
import { applyOrdered } from './apply-document.ts';
import type { Dependents } from './dependents.ts';
import { lockDocument, saveDocument } from './document.store.ts';
import { revertDocument } from './revert-document.ts';

/** What the worker does for this room. A session has no right to write the tree, and a large document takes seconds. */
export const organisationTasks = (dependents: Dependents) => ({
	applyDocument: (house: House, { documentId }: Record<string, unknown>) =>
		attemptOrTell(house, String(documentId), 'applying', 'checked', (call) => applyOrdered(call, String(documentId))),
	revertDocument: (house: House, { documentId }: Record<string, unknown>) =>
		attemptOrTell(house, String(documentId), 'reverting', 'applied', (call) =>
			revertDocument(call, String(documentId), [dependents.count]),
		),
});

/**
 * A refusal is no failure of the job: it is written on the document, which goes back to where it was ordered from. Of a failure the
 * document says so, while the job is tried again: whoever ordered it can take the order back.
 */
async function attemptOrTell(
	house: House,
	id: string,
	during: DocumentStatus,
	back: DocumentStatus,
	act: (call: Call) => Promise<void>,
): Promise<void> {
	try {
		await work(house, job, act);
	} catch (problem) {
		if (!(problem instanceof Problem)) {
			await tellFailure(house, id, during).catch(() => {}); // the first failure is the one to tell
			throw problem;
		}
		await work(house, job, async (call) => {
			const document = await lockDocument(call, id);
			if (document?.status !== during) return;
			const status = back === 'checked' && (document.kind === 'import' || isOutdated(problem)) ? 'draft' : back;
			await saveDocument(call, id, { status, refusal: problem.words() });
		});
	}
}

const tellFailure = (house: House, id: string, during: DocumentStatus): Promise<void> =>
	work(house, job, async (call) => {
		const document = await lockDocument(call, id);
		if (document?.status === during) await saveDocument(call, id, { refusal: m.organisation_document_failed() });
	});

/** It must be looked at again: it cannot be done any more, or would do something else. */
const isOutdated = (problem: Problem): boolean => problem instanceof InvalidFile || problem instanceof Conflict;

const job = { kind: 'job', name: 'organisation' } as const;
