import { randomUUID } from 'node:crypto';
import type { Call } from '#platform';
import { approveAnswer } from '../../../src/feedback/answering/approve-answer.ts';
import { closeFeedback } from '../../../src/feedback/answering/close-feedback.ts';
import { draftAnswer } from '../../../src/feedback/answering/draft-answer.ts';
import { sendBackAnswer } from '../../../src/feedback/answering/send-back-answer.ts';
import { aDraft } from '../../../src/feedback/desk/testing.ts';
import { isSealed, type Feedback, type State } from '../../../src/feedback/feedback.ts';
import type { Filed } from '../../../src/feedback/filing/file-feedback.ts';
import { askSender } from '../../../src/feedback/handling/ask-sender.ts';
import { extendFeedback } from '../../../src/feedback/handling/extend-feedback.ts';
import { resumeFeedback } from '../../../src/feedback/handling/resume-feedback.ts';
import { startFeedback } from '../../../src/feedback/handling/start-feedback.ts';
import { suspendFeedback } from '../../../src/feedback/handling/suspend-feedback.ts';
import { acceptFeedback } from '../../../src/feedback/routing/accept-feedback.ts';
import { assignFeedback } from '../../../src/feedback/routing/assign-feedback.ts';
import { listEligibleHandlers } from '../../../src/feedback/routing/handler.store.ts';
import { offerFeedback } from '../../../src/feedback/routing/offer-feedback.ts';
import { recuseFromFeedback } from '../../../src/feedback/routing/recuse-from-feedback.ts';
import { returnOffer } from '../../../src/feedback/routing/return-offer.ts';
import { takeOverFeedback } from '../../../src/feedback/routing/take-over-feedback.ts';
import { decideClearing, proposeClearing } from '../../../src/feedback/screening/clear-officer.ts';
import { decideKind } from '../../../src/feedback/screening/decide-kind.ts';
import { decideGuidance, guideFeedback } from '../../../src/feedback/screening/guide-feedback.ts';
import { identifyOfficers } from '../../../src/feedback/screening/identify-officers.ts';
import { decideJoining, mergeFeedback } from '../../../src/feedback/screening/merge-feedback.ts';
import { listOfficers } from '../../../src/feedback/screening/officer.store.ts';
import { proposeKind } from '../../../src/feedback/screening/propose-kind.ts';
import { raiseProtection } from '../../../src/feedback/screening/raise-protection.ts';
import { screenFeedback } from '../../../src/feedback/screening/screen-feedback.ts';
import { splitFeedback } from '../../../src/feedback/screening/split-feedback.ts';
import type { Draw } from '../../../src/organisation/testing/random-document.ts';
import type { World } from './world.ts';

/** The case that is moved, as it stands, and the other one of the walk. */
export type Moved = { now: Feedback; filed: Filed; other: Filed };

/** Who would do it; somebody else is there to be refused. */
export type Doer = 'desk' | 'handler' | 'head' | 'second' | 'receiver';
type Step = { by: Doer; act: (call: Call, of: Moved, draw: Draw, world: World) => Promise<unknown> };

const plain = (by: Doer, act: (call: Call, id: string) => Promise<unknown>): Step => ({
	by,
	act: (call, { now }) => act(call, now.id),
});

/** What people of the body do. */
export const steps = {
	screen: {
		by: 'desk',
		act: (call, { now }, draw) => {
			const kind = draw(9) === 0 ? (draw(1) ? 'complaint' : 'denunciation') : now.kind;
			return screenFeedback(call, now.id, { kind, topic: 'manner', accuses: now.accuses || draw(4) === 0 });
		},
	},
	raise: {
		by: 'desk',
		act: (call, { now }, draw) => {
			const kind = draw(9) === 0 ? (draw(1) ? 'complaint' : 'denunciation') : now.kind;
			return raiseProtection(call, now.id, { kind, accuses: true });
		},
	},
	assign: {
		by: 'desk',
		act: async (call, { now }, draw) => {
			const among = await listEligibleHandlers(call, now.id);
			return assignFeedback(call, now.id, among[draw(among.length - 1)]?.accountId ?? call.actor.accountId!);
		},
	},
	accept: plain('handler', acceptFeedback),
	start: plain('handler', startFeedback),
	draft: {
		by: 'handler',
		act: (call, { now }, draw) =>
			draftAnswer(call, now.id, aDraft({ outcome: draw(1) ? 'upheld' : 'notUpheld' }), draw(3) > 0),
	},
	approve: plain('second', approveAnswer),
	sendBack: plain('second', (call, id) => sendBackAnswer(call, id, 'Thiếu')),
	ask: plain('handler', (call, id) => askSender(call, id, 'Hỏi')),
	suspend: plain('head', (call, id) => suspendFeedback(call, id, 'Luật')),
	resume: plain('handler', resumeFeedback),
	extend: plain('head', (call, id) => extendFeedback(call, id, 'Phức tạp')),
	guide: plain('desk', (call, id) => guideFeedback(call, id, { law: 'Luật', where: 'Nơi khác' })),
	decideGuidance: { by: 'second', act: (call, { now }, draw) => decideGuidance(call, now.id, draw(2) > 0) },
	offer: {
		by: 'desk',
		act: (call, { now }, draw, { unit }) => {
			const unitId = [unit.elsewhere, unit.elsewhere, unit.ministry, unit.communeB][draw(3)]!;
			return offerFeedback(call, now.id, { unitId, reason: 'Chuyển' });
		},
	},
	takeOver: plain('receiver', takeOverFeedback),
	returnOffer: plain('receiver', (call, id) => returnOffer(call, id, 'Trả')),
	merge: { by: 'desk', act: (call, { now, other }) => mergeFeedback(call, now.id, other.reference) },
	decideJoining: { by: 'second', act: (call, { now }, draw) => decideJoining(call, now.id, draw(2) > 0) },
	split: {
		by: 'desk',
		act: (call, { now }, draw) => {
			const kind = (['opinion', 'praise', 'complaint', 'denunciation'] as const)[draw(3)]!;
			const matter = {
				key: randomUUID(),
				kind,
				topic: 'manner',
				accuses: now.accuses || isSealed(kind),
				matter: 'Việc khác',
			} as const;
			return splitFeedback(call, now.id, matter);
		},
	},
	proposeKind: {
		by: 'desk',
		act: (call, { now }, draw) => {
			const dropsAccusation = draw(1) === 1;
			const kind = dropsAccusation && !now.sealed ? now.kind : draw(2) === 0 ? 'praise' : 'opinion';
			return proposeKind(call, now.id, { kind, reason: 'Nội dung', dropsAccusation });
		},
	},
	decideKind: { by: 'second', act: (call, { now }, draw) => decideKind(call, now.id, draw(2) > 0) },
	identify: {
		by: 'desk',
		act: (call, { now }, draw) => {
			const who = ['member1.communeA', 'member2.communeA', 'focal.communeA', 'member1.province', 'focal.province'][
				draw(4)
			]!;
			return identifyOfficers(call, now.id, [who]);
		},
	},
	proposeClearing: {
		by: 'desk',
		act: async (call, { now }, draw) => {
			const officers = await listOfficers(call, now.id);
			const memberId = officers[draw(officers.length - 1)]?.memberId ?? randomUUID();
			return proposeClearing(call, now.id, { memberId, reason: 'Nghỉ phép' });
		},
	},
	decideClearing: { by: 'second', act: (call, { now }, draw) => decideClearing(call, now.id, draw(2) > 0) },
	recuse: plain('handler', recuseFromFeedback),
	close: plain('desk', closeFeedback),
} satisfies Record<string, Step>;
export type StepName = keyof typeof steps;
export const stepNames = Object.keys(steps) as StepName[];

/** What might lead from a state to another one; a way that takes more than one step is there more than once. */
export const leading: Partial<Record<State, Partial<Record<State, StepName[]>>>> = {
	received: { screened: ['screen'], merged: ['merge', 'decideJoining'] },
	screened: {
		guided: ['guide', 'decideGuidance'],
		assigned: ['assign'],
		transferOffered: ['offer'],
		merged: ['merge', 'decideJoining'],
	},
	assigned: {
		accepted: ['accept'],
		screened: ['recuse', 'identify'],
		transferOffered: ['offer'],
		guided: ['guide', 'decideGuidance'],
	},
	accepted: { inProgress: ['start'], screened: ['recuse', 'identify'] },
	inProgress: {
		awaitingSender: ['ask'],
		suspended: ['suspend'],
		answered: ['draft', 'approve', 'approve'],
		transferOffered: ['offer'],
		screened: ['recuse', 'identify'],
	},
	awaitingSender: { inProgress: ['resume'], underReview: ['resume'] },
	suspended: { inProgress: ['resume'] },
	transferOffered: { screened: ['takeOver', 'returnOffer'] },
	satisfied: { closed: ['close'] },
	silent: { closed: ['close'] },
	answeredFinal: { closed: ['close'] },
	reopened: { screened: ['screen'] },
	underReview: { answeredFinal: ['assign', 'draft', 'approve', 'approve'], awaitingSender: ['assign', 'ask', 'ask'] },
};
