import { Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { lockStatement, saveStatement } from './statement.store.ts';

/** The accused says what happened and which facts are wrong; until the answer it may be written anew. */
export const giveStatement = (call: Call, id: string, statement: string): Promise<void> =>
	transact(call, async (call) => {
		const asked = found(await lockStatement(call, id));
		if (asked.closedAt) throw new Conflict(() => m.feedback_desk_conflict_statementClosed());
		await saveStatement(call, id, statement);
	});
