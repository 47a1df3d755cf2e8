import {
	confirmCommitment,
	fileCommitment,
	issueCommitments,
	returnCommitment,
	reviewCommitment,
	submitCommitment,
} from '#commitments';
import type { Call } from '#platform';
import { addDays, daysBetween } from '#words';
import { areas, commitmentTexts } from './campaign-texts.ts';
import { listPapers } from './demonstration.store.ts';
import type { Random } from './random.ts';
import { on } from './stage.ts';

export type Asking = { campaignId: number; unitId: number; year: number; referenceOn: string; dueOn: string };

/** Asks everybody under a unit for a commitment. Answers the issue. */
export const askForPapers = (call: Call, by: string | undefined, asking: Asking): Promise<string> =>
	on(call, asking.referenceOn, by, async (call) => {
		const run = await issueCommitments(call, {
			...asking,
			title: `Bản cam kết cá nhân năm ${asking.year}`,
			introduction: `Thực hiện cuộc vận động, căn cứ chức trách, nhiệm vụ được giao, tôi cam kết trong năm ${asking.year}:`,
			areas,
		});
		return run.issueId;
	});

/** A paper that was confirmed, with whom it binds and who confirmed it. */
export type Confirmed = { id: string; author: string; head: string };

/** Most write theirs in the weeks after; most of those are confirmed, a few given back. Answers the confirmed ones. */
export async function writePapers(
	call: Call,
	issueId: string,
	days: { from: string; until: string },
	heads: ReadonlyMap<number, string>,
	shares: { written: number; confirmed: number },
	random: Random,
): Promise<Confirmed[]> {
	const confirmed: Confirmed[] = [];
	const span = Math.max(1, daysBetween(days.from, days.until) - 3);
	for (const { id, unitId, accountId } of await listPapers(call, issueId)) {
		if (!random.chance(shares.written)) continue;
		const day = addDays(days.from, random.between(1, span));
		const text = {
			understanding: random.pick(commitmentTexts.understanding),
			areas: commitmentTexts.areas.map((choices) => random.pick(choices)),
			works: [{ what: random.pick(commitmentTexts.works), by: `${days.from.slice(0, 4)}-11-30` }],
		};
		await on(call, day, accountId, (call) => submitCommitment(call, id, text));
		const head = heads.get(unitId);
		if (!head || head === accountId || !random.chance(shares.confirmed)) continue;
		const answer = random.chance(0.97)
			? confirmCommitment
			: (call: Call, id: string) => returnCommitment(call, id, 'Nêu rõ việc cụ thể và ngày làm xong.');
		await on(call, addDays(day, random.between(0, 3)), head, (call) => answer(call, id));
		if (answer === confirmCommitment) confirmed.push({ id, author: accountId, head });
	}
	return confirmed;
}

/** At the end of the year the authors say how it was kept; of most of them the commander has found something. */
export async function lookBack(call: Call, papers: readonly Confirmed[], year: number, random: Random): Promise<void> {
	for (const { id, author, head } of papers) {
		const own = random.pick(commitmentTexts.kept);
		await on(call, `${year}-12-${random.between(10, 15)}`, author, (call) => fileCommitment(call, id, own));
		if (!random.chance(0.9)) continue;
		const comment = own.result === 'kept' ? 'Nhất trí với tự kiểm điểm.' : 'Nhất trí; cần làm tốt hơn trong năm sau.';
		await on(call, `${year}-12-${random.between(18, 22)}`, head, (call) =>
			reviewCommitment(call, id, { result: own.result, comment }),
		);
	}
}
