import { anId, found, seeOther, type Call, type Desk } from '#platform';
import { findRectification } from '../aftermath/rectification.store.ts';
import { verifyRectification } from '../aftermath/verify-rectification.ts';
import { findFeedback } from '../feedback.store.ts';
import { caseView } from './case-view.ts';
import { casePage } from './one.tsx';
import { casePath, feedbackPath, verificationPath } from './paths.ts';

/** The handling body says whether what it ordered was put right. */
export function verifying(desk: Desk): void {
	desk.post(
		verificationPath(anId()),
		async (call, request) => {
			const id = request.param('id');
			const feedbackId = await caseOf(call, id);
			const verified = (await request.form()).get('verified') === 'yes';
			await verifyRectification(call, id, verified, await request.seen());
			const gone = (await findFeedback(call, feedbackId)) === undefined; // erased, and this was the last thing to be put right
			return seeOther(
				gone ? feedbackPath : casePath(feedbackId),
				verified ? 'feedback_desk_notice_verified' : 'feedback_desk_notice_notVerified',
			);
		},
		async (call, request) => casePage(call, await caseView(call, await caseOf(call, request.param('id')))),
	);
}

const caseOf = async (call: Call, id: string): Promise<string> => found(await findRectification(call, id)).feedbackId;
