import type { Day } from '#words';
import { fromRange } from '../../../src/organisation/tree/span.ts';
import type { Table, World } from './world.ts';

/** The tree on the day of asking: the living unit that continues a unit and all above it; none before it is founded. */
export type LineOf = (unitId: number) => readonly number[];
/** Whether the living unit continues it; not where one on the way was abolished: then posts ended, and only its work went on. */
export type Continues = (unitId: number) => boolean;

type Sees = { [T in Table]: (row: World[T][number]) => boolean };

/**
 * What somebody may see, said as docs/security.md and the domain say it and not as the policies do: everything in
 * memory, row by row, without a thought for speed.
 */
export function modelOf(world: World, line: LineOf, continues: Continues, today: Day) {
	const living = (unitId: number | null) => (unitId === null ? undefined : line(unitId)[0]);
	const holds = (valid: string) => fromRange(valid).from <= today && today < fromRange(valid).to;
	const isOver = (valid: string) => fromRange(valid).to <= today;
	const postingsOf = (memberId: string | null) => world.posting.filter((posting) => posting.memberId === memberId);
	const isSigned = (plan: { state: string }) => plan.state !== 'draft' && plan.state !== 'inReview';
	const find = <R extends { id: unknown }>(rows: readonly R[], id: unknown) => rows.find((row) => row.id === id)!;

	return (accountId: string) => {
		const me = find(world.account, accountId);
		// Nobody holds anything at a unit that is yet to come.
		const held = world.post.filter(
			(post) =>
				post.accountId === accountId &&
				holds(post.valid) &&
				living(post.unitId) !== undefined &&
				continues(post.unitId),
		);
		const heldAs = (...roles: string[]) =>
			new Set(held.filter((post) => roles.includes(post.role)).map((post) => living(post.unitId)));

		/** The living unit is one where I hold a role: what it did, and what it continues, is mine to keep. */
		const keeps = (unitId: number | null, ...roles: string[]) =>
			living(unitId) !== undefined && heldAs(...roles).has(living(unitId));
		const isForked = (planId: string) =>
			world.plan.some(
				(own) => own.parentPlanId === planId && keeps(own.unitId, 'focalOfficer', 'unitHead', 'committeeMember'),
			);
		/** The unit stands at or under one where I hold a role. */
		const over = (unitId: number | null, ...roles: string[]) =>
			unitId !== null && line(unitId).some((node) => heldAs(...roles).has(node));

		// Every role but the member's own and the custodian's reaches what stands under the unit.
		const reaching = held.map((post) => post.role).filter((role) => role !== 'member' && role !== 'custodian');
		const sees = (unitId: number | null) => over(unitId, ...reaching);
		const personnel = ['focalOfficer', 'unitHead', 'administrator'];
		const keepsPeopleOf = (unitId: number | null) => over(unitId, ...personnel);

		const myUnits = [
			...held.map((post) => post.unitId),
			...postingsOf(me.memberId)
				.filter((posting) => holds(posting.valid))
				.map((posting) => posting.unitId),
		].filter((unitId) => living(unitId) !== undefined);
		const isMine = (unitId: number) => myUnits.some((own) => living(own) === living(unitId));
		/** What a unit gives out reaches everybody under it. */
		const reachesMe = (unitId: number) => myUnits.some((own) => line(own).includes(living(unitId)!));
		const mine = (memberId: string | null) => memberId !== null && memberId === me.memberId;

		/** Members are seen where they serve or will serve. */
		const servesUnder = (memberId: string, reaches: (unitId: number) => boolean) =>
			postingsOf(memberId).some((posting) => !isOver(posting.valid) && reaches(posting.unitId));
		const administers = (row: World['account'][number]) => {
			if (row.id === accountId) return false;
			const below = (unitId: number) => over(unitId, 'administrator');
			const posts = world.post.filter((post) => post.accountId === row.id);
			const places = [...posts, ...postingsOf(row.memberId)].filter((place) => !isOver(place.valid));
			if (places.length > 0) return places.every((place) => below(place.unitId));
			if (heldAs('administrator').size === 0) return false;
			return row.createdBy === accountId;
		};

		/** At the root, where nobody but the author is head, the committee confirms (decision 28). */
		const confirmsAsCommittee = ({ confirmingUnitId, memberId, submittedBy }: World['commitment'][number]) =>
			confirmingUnitId !== null &&
			line(confirmingUnitId).length === 1 &&
			keeps(confirmingUnitId, 'committeeMember') &&
			!world.post.some(
				(post) =>
					post.role === 'unitHead' &&
					holds(post.valid) &&
					living(post.unitId) === living(confirmingUnitId) &&
					continues(post.unitId) &&
					post.accountId !== submittedBy &&
					find(world.account, post.accountId).memberId !== memberId,
			);

		const can: Sees = {
			member: (row) => mine(row.id) || servesUnder(row.id, sees) || sees(row.leftUnitId),
			posting: (row) => mine(row.memberId) || sees(row.unitId),
			exemption: (row) => mine(row.memberId) || servesUnder(row.memberId, keepsPeopleOf),
			memberMove: (row) => keepsPeopleOf(row.fromUnitId) || keepsPeopleOf(row.toUnitId),
			// An account that ever held something under an administrator or auditor is still found there.
			account: (row) =>
				row.id === accountId ||
				row.createdBy === accountId ||
				world.post.some((post) => post.accountId === row.id && over(post.unitId, 'administrator', 'auditor')) ||
				(row.memberId !== null && servesUnder(row.memberId, (unitId) => over(unitId, 'administrator', 'auditor'))),
			post: (row) => row.accountId === accountId || sees(row.unitId),
			event: (row) => row.accountId === accountId || sees(row.unitId),
			file: (row) =>
				row.uploadedBy === accountId ||
				world.studyDocument.some((document) => document.fileId === row.id && can.studyDocument(document)) ||
				world.commitmentText.some((text) => text.scanFileId === row.id && can.commitmentText(text)),
			act: (row) => mine(row.memberId) || sees(row.unitId),
			periodReport: (row) => sees(row.unitId),
			// A draft is the affair of those who prepare it; issued, it is known above and below.
			campaign: (row) =>
				keeps(row.unitId, 'focalOfficer', 'unitHead', 'committeeMember', 'editor', 'approver', 'auditor') ||
				(row.state !== 'draft' && (sees(row.unitId) || reachesMe(row.unitId))),
			measure: (row) => can.campaign(find(world.campaign, row.campaignId)),
			// That there is a plan is seen from above at once, from below once it is signed; what it says, only then.
			// What an own plan forks is read wherever the unit stands by now.
			plan: (row) => sees(row.unitId) || (isSigned(row) && (reachesMe(row.unitId) || isForked(row.id))),
			planText: ({ planId }) => {
				const plan = find(world.plan, planId);
				const prepares = keeps(plan.unitId, 'focalOfficer', 'unitHead', 'committeeMember');
				return can.plan(plan) && (isSigned(plan) || prepares || over(plan.unitId, 'auditor'));
			},
			task: (row) => can.planText(row),
			taskVersion: (row) => can.planText(find(world.task, row.taskId)),
			activity: (row) =>
				sees(row.unitId) ||
				isMine(row.unitId) ||
				world.activityUnit.some((part) => part.activityId === row.id && (sees(part.unitId) || isMine(part.unitId))) ||
				world.attendance.some((entry) => entry.activityId === row.id && mine(entry.memberId)),
			activityUnit: (row) => can.activity(find(world.activity, row.activityId)),
			attendance: (row) =>
				mine(row.memberId) ||
				over(row.unitId, 'focalOfficer', 'unitHead', 'auditor') ||
				over(find(world.activity, row.activityId).unitId, 'focalOfficer', 'unitHead'),
			studyDocument: (row) => sees(row.unitId) || reachesMe(row.unitId),
			studyReading: (row) =>
				mine(row.memberId) ||
				postingsOf(row.memberId).some(
					(posting) => holds(posting.valid) && over(posting.unitId, 'focalOfficer', 'unitHead', 'auditor'),
				),
			emulationBlock: (row) =>
				[
					row.unitId,
					...world.blockUnit.filter((part) => part.blockId === row.id).map((part) => part.unitId),
					...world.pledge
						.filter((pledge) => pledge.blockId === row.id)
						.flatMap(({ id }) =>
							world.pledgeParty.filter((party) => party.pledgeId === id).map((party) => party.unitId),
						),
				].some((unitId) => sees(unitId) || isMine(unitId)),
			blockUnit: (row) => can.emulationBlock(find(world.emulationBlock, row.blockId)),
			pledge: (row) => can.emulationBlock(find(world.emulationBlock, row.blockId)),
			pledgeParty: (row) => can.pledge(find(world.pledge, row.pledgeId)),
			commitmentIssue: (row) =>
				sees(row.unitId) ||
				reachesMe(row.unitId) ||
				world.commitment.some((paper) => paper.issueId === row.id && mine(paper.memberId)),
			commitment: (row) => mine(row.memberId) || over(row.unitId, ...personnel, 'auditor') || confirmsAsCommittee(row),
			// What it says: the author, who entered it from paper, and the commander once it lay before them, unless the commander entered it.
			commitmentText: (row) => {
				const paper = find(world.commitment, row.commitmentId);
				const isBefore = paper.state === 'submitted' || paper.state === 'returned' || paper.state === 'confirmed';
				return (
					mine(paper.memberId) ||
					row.enteredBy === accountId ||
					(isBefore &&
						paper.submittedBy !== accountId &&
						(keeps(paper.confirmingUnitId, 'unitHead') || confirmsAsCommittee(paper)))
				);
			},
			commitmentReturn: (row) =>
				world.commitmentText.some((text) => text.commitmentId === row.commitmentId && can.commitmentText(text)),
		};
		return { can, sees, administers };
	};
}
