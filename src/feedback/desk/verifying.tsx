import { found, seeOther, type Desk } from '#platform';
import { lockRectification } from '../aftermath/rectification.store.ts';
import { verifyRectification } from '../aftermath/verify-rectification.ts';
import { casePath, uuid, verificationPath } from './paths.ts';

/** The handling body says whether what it ordered was put right. */
export function verifying(desk: Desk): void {
	desk.post(verificationPath(`:id${uuid}`), async (call, request) => {
		const id = request.param('id');
		const { feedbackId } = found(await lockRectification(call, id));
		const verified = (await request.form()).get('verified') === 'yes';
		await verifyRectification(call, id, verified);
		return seeOther(
			casePath(feedbackId),
			verified ? 'feedback_desk_notice_verified' : 'feedback_desk_notice_notVerified',
		);
	});
}
