import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { asOperator } from '../../platform/testing.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import type { Draft } from '../answering/answer.store.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import type { Feedback } from '../feedback.ts';
import { findFeedback } from '../feedback.store.ts';
import type { Filed, Filing } from '../filing/file-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import type { Square } from '../testing.ts';

/** How far a case about commune A has come at the desk of the province, whose focal officer handles it. */
export type Reached = 'received' | 'screened' | 'assigned' | 'accepted' | 'inProgress' | 'proposed' | 'answered';
const order: readonly Reached[] = [
	'received',
	'screened',
	'assigned',
	'accepted',
	'inProgress',
	'proposed',
	'answered',
];

export const theDesk = 'desk.province';
export const theHandler = 'focal.province';
export const theApprover = 'head.province';

/** Files a case and brings it so far, each step by whoever does it. */
export async function brought(s: Square, to: Reached, filing: Partial<Filing> = {}): Promise<Filed> {
	const filed = await s.file(filing);
	const handler = await s.accountOf(theHandler);
	const { id } = filed;
	const steps: Record<Exclude<Reached, 'received'>, () => Promise<unknown>> = {
		screened: () =>
			s.as(theDesk, (call) =>
				screenFeedback(call, id, { kind: filing.kind ?? 'opinion', topic: 'manner', accuses: filing.accuses ?? true }),
			),
		assigned: () => s.as(theDesk, (call) => assignFeedback(call, id, handler)),
		accepted: () => s.as(theHandler, (call) => acceptFeedback(call, id)),
		inProgress: () => s.as(theHandler, (call) => startFeedback(call, id)),
		proposed: () => s.as(theHandler, (call) => draftAnswer(call, id, aDraft(), true)),
		answered: () => s.as(theApprover, (call) => approveAnswer(call, id)),
	};
	for (const step of order.slice(1, order.indexOf(to) + 1)) await steps[step as keyof typeof steps]();
	return filed;
}

export const aDraft = (more: Partial<Draft> = {}): Draft => ({
	outcome: 'partlyUpheld',
	byUnitId: null,
	doneOn: null,
	text: {
		found: 'Cán bộ trực có lời nói chưa đúng mực.',
		done: 'Đã nhắc nhở và xin lỗi người gửi.',
		legalBasis: 'Thông tư về điều lệnh',
		evidence: 'Biên bản làm việc',
	},
	...more,
});

/** The case as it stands, whoever may see it. */
export const standing = (s: Square, { id }: { id: string }): Promise<Feedback> =>
	asOperator(s.house, async (call) => (await findFeedback(call, id))!);

export const sees = (s: Square, who: string, { id }: { id: string }): Promise<boolean> =>
	s.as(who, async (call) => (await findFeedback(call, id)) !== undefined);

/** The day of a case moved back, as if it had come so many days before; for what runs by the calendar. */
export const aged = (s: Square, { id }: { id: string }, column: string, days: number): Promise<unknown> =>
	asOperator(s.house, (call) =>
		sql`update feedback set ${sql.ref(column)} = ${sql.ref(column)} - ${days}::int where id = ${id}`.execute(call.db),
	);

export const newKey = (): string => randomUUID();
