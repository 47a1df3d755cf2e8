import type { Day } from '#words';
import { fromRange } from '../../../src/organisation/tree/span.ts';
import type { Case, World } from './world.ts';

/** The tree by its facts alone: where a unit, or what continues it, stands on a day, itself first; nothing before it is founded. */
export type Tree = {
	line: (unitId: number, on: Day) => readonly number[];
	/** All that continue a unit today. */
	heirs: (unitId: number) => readonly number[];
	/** Does the living unit continue it? Not where it was abolished: then its posts ended, and only its work went on. */
	continues: (unitId: number, on: Day) => boolean;
};

/**
 * Who may know of a case, in the words of the design and not of the policies:
 *
 * “Conflict set = officers named ∪ declared relatives ∪ all members of their units (on the incident's day and today) ∪ all they
 * manage ∪ heads of every ancestor below the handling body ∪ whoever handled an earlier stage. The whole unit is the
 * subject, whoever is named.” A relation binds who declared it at
 * once, the other for what is received later. What was received until it was taken back stays barred. Of cases that are matters of one letter, or
 * were joined, who is named in one or stepped back from it knows of none; nor who handled an earlier stage, of what is joined to it. What is erased
 * is nobody's. Who was let in by somebody of the set is in it. Above the oversight body there is nobody: with fewer than two seats that had no part in it, those that had one review it too.
 */
export function modelOf(world: World, { line, heirs, continues }: Tree, today: Day) {
	const holds = (valid: string, on: Day) => fromRange(valid).from <= on && on < fromRange(valid).to;
	const unitOn = (unitId: number, on: Day) => line(unitId, on)[0];
	const postingsOf = (memberId: string, on: Day) =>
		world.posting.filter((row) => row.memberId === memberId && holds(row.valid, on));
	const postsOf = (accountId: string, on: Day) =>
		world.post.filter((row) => row.accountId === accountId && holds(row.valid, on));
	const servedIn = (memberId: string | null, on: Day): number[] =>
		memberId === null ? [] : postingsOf(memberId, on).flatMap(({ unitId }) => unitOn(unitId, on) ?? []);
	/** Where somebody is together with others: who is counted at the unit above since theirs was abolished is not with those who serve there. */
	const together = (memberId: string | null, on: Day): string[] =>
		memberId === null
			? []
			: postingsOf(memberId, on).flatMap(({ unitId }) =>
					unitOn(unitId, on) === undefined ? [] : `${unitOn(unitId, on)} ${continues(unitId, on)}`,
				);
	/** Posts that let one look in from outside are no membership. */
	const outside = new Set(['custodian', 'auditor', 'administrator']);
	const memberOf = (who: World['account'][number]): number[] => [
		...servedIn(who.memberId, today),
		...postsOf(who.id, today)
			.filter(({ role, unitId }) => !outside.has(role) && continues(unitId, today))
			.flatMap(({ unitId }) => unitOn(unitId, today) ?? []),
	];
	const ledBy = (accountId: string, on: Day): number[] =>
		postsOf(accountId, on)
			.filter(({ role, unitId }) => role === 'unitHead' && continues(unitId, today))
			.flatMap(({ unitId }) => unitOn(unitId, today) ?? []);
	/** Declared by me, or by the officer: before the case came, or confirmed by the oversight body. */
	const related = (officer: string, me: string, receivedOn: Day) =>
		world.declaredRelation.some(
			({ memberId, relativeId, declaredOn, endedOn, confirmed }) =>
				((memberId === me && relativeId === officer) ||
					(memberId === officer &&
						relativeId === me &&
						confirmed !== false &&
						(receivedOn > declaredOn || confirmed === true))) &&
				(endedOn === null || receivedOn <= endedOn),
		);

	const next = ({ id, splitFrom, mergedInto }: Case) =>
		world.feedback.filter(
			(each) => each.id === splitFrom || each.id === mergedInto || each.splitFrom === id || each.mergedInto === id,
		);
	const kinOf = (of: Case): Set<string> => {
		const kin = new Map([[of.id, of]]);
		for (const each of kin.values()) for (const near of next(each)) kin.set(near.id, near);
		return new Set(kin.keys());
	};
	const isConcerned = (who: World['account'][number], of: Case): boolean => {
		const then = of.happenedOn ?? of.receivedOn;
		const mine = memberOf(who);
		const kin = kinOf(of);
		const officers = world.feedbackOfficer
			.filter(({ feedbackId }) => kin.has(feedbackId))
			.map(({ memberId }) => memberId);
		const me = who.memberId;
		if (me !== null && officers.some((officer) => officer === me || related(officer, me, of.receivedOn))) return true;

		const withMe = [
			...together(me, today),
			...postsOf(who.id, today)
				.filter(({ role, unitId }) => !outside.has(role) && continues(unitId, today))
				.map(({ unitId }) => `${unitOn(unitId, today)} true`),
		];
		const colleagues = officers.some(
			(officer) =>
				together(officer, today).some((there) => withMe.includes(there)) ||
				together(officer, then).some((there) => together(me, then).includes(there)),
		);
		if (colleagues) return true;

		const managers = world.account.filter(({ memberId }) => memberId !== null && officers.includes(memberId));
		const managed = managers.some(({ id }) =>
			[...ledBy(id, today), ...ledBy(id, then)].some((unit) => mine.some((own) => line(own, today).includes(unit))),
		);
		if (managed) return true;

		const subject = of.accuses && of.unitKnown && of.unitId !== null ? of.unitId : undefined;
		if (subject !== undefined) {
			const now = heirs(subject);
			if (mine.some((own) => line(own, today).some((above) => now.includes(above)))) return true;
			const was = unitOn(subject, then);
			if (
				me !== null &&
				was !== undefined &&
				postingsOf(me, then).some(({ unitId }) => line(unitId, then).includes(was))
			)
				return true;
		}

		const subjects = [
			...(subject === undefined ? [] : [subject]),
			...officers.flatMap((officer) => postingsOf(officer, today).map(({ unitId }) => unitId)),
		];
		const handledUnder = (node: number) => of.handlingUnitId !== null && line(of.handlingUnitId, today).includes(node);
		return ledBy(who.id, today).some(
			(node) => !handledUnder(node) && subjects.some((unit) => line(unit, today).includes(node)),
		);
	};

	const sitsToday = (who: World['account'][number]): boolean =>
		world.oversightSeat.some(
			(seat) => seat.accountId === who.id && seat.since <= today && (seat.until === null || seat.until > today),
		);
	const steppedBack = (accountId: string, of: Case): boolean => {
		const kin = kinOf(of);
		return world.feedbackPart.some((part) => part.recused && part.accountId === accountId && kin.has(part.feedbackId));
	};
	const isJudge = (who: World['account'][number], of: Case): boolean => {
		const before = (accountId: string) =>
			world.feedbackPart.some(
				(part) => part.feedbackId === of.id && part.accountId === accountId && part.stage < of.stage,
			);
		const may = (each: typeof who) => sitsToday(each) && !isConcerned(each, of) && !steppedBack(each.id, of);
		if (!before(who.id)) return false;
		const free = world.account.filter((each) => may(each) && !before(each.id));
		return !(of.withOversight && may(who) && free.length < 2);
	};
	/** Who let somebody in, and who let those in. */
	const letInBy = (who: World['account'][number]): Set<string> => {
		const through = new Set(sitsToday(who) ? [] : [who.id]);
		for (const id of through) for (const { grantedBy } of postsOf(id, today)) if (grantedBy) through.add(grantedBy);
		return through;
	};
	const inConflict = (who: World['account'][number], of: Case): boolean => {
		const into = world.feedback.find(({ id }) => id === of.mergedInto);
		return (
			world.account.some((each) => (each.id === who.id || letInBy(who).has(each.id)) && isConcerned(each, of)) ||
			steppedBack(who.id, of) ||
			isJudge(who, of) ||
			(into !== undefined && isJudge(who, into))
		);
	};

	const isSealed = ({ kind }: Case) => kind === 'complaint' || kind === 'denunciation';
	const isAskedFor = (who: World['account'][number], of: Case): boolean => {
		const holdsAt = (unitId: number | null, ...roles: string[]) =>
			unitId !== null &&
			unitOn(unitId, today) !== undefined &&
			postsOf(who.id, today).some(
				(post) =>
					roles.includes(post.role) &&
					continues(post.unitId, today) &&
					unitOn(post.unitId, today) === unitOn(unitId, today),
			);
		const sits = sitsToday(who);
		return (
			holdsAt(of.handlingUnitId, 'feedbackDesk', 'inspector', 'unitHead') ||
			holdsAt(of.offeredUnitId, 'feedbackDesk', 'unitHead') ||
			(of.handlerId === who.id &&
				((of.withOversight && sits) ||
					holdsAt(of.handlingUnitId, 'feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'))) ||
			(of.withOversight && sits) ||
			(isSealed(of) && (sits || holdsAt(of.handlingUnitId, 'custodian')))
		);
	};

	return (accountId: string) => {
		const who = world.account.find(({ id }) => id === accountId)!;
		return (of: Case): boolean => of.erasedAt === null && isAskedFor(who, of) && !inConflict(who, of);
	};
}
