import { randomUUID } from 'node:crypto';
import { listCampaigns } from '#campaigns';
import { recordActs, type NewAct } from '#figures';
import { withEmptied, type Statistic } from '#ledger';
import { findLastBearer } from '#organisation';
import type { Call } from '#platform';
import { addDays } from '#words';

/**
 * What people brought and how much of it was answered counts in every campaign that runs: by the province-level body and month, as the
 * log tells everybody. Nothing finer, so that nobody reads from a figure that there is a case they must not know of. Only what changed
 * since the last count is recorded, in the transaction that keeps the new one: no case is counted twice, also when another body has it.
 */
export async function feedFigures(call: Call, before: readonly Statistic[], now: readonly Statistic[]): Promise<void> {
	const known = new Map(before.map((each) => [keyOf(each), each]));
	const campaigns = (await listCampaigns(call)).filter(({ state }) => running.has(state));
	const acts: NewAct[] = [];
	for (const each of withEmptied(now, before)) {
		const was = known.get(keyOf(each));
		const received = each.received - (was?.received ?? 0);
		const answered = each.answered - (was?.answered ?? 0);
		const on = dayOf(each.period, call.today);
		const open = campaigns.filter(({ startsOn, endsOn }) => startsOn <= on && on <= endsOn);
		if ((received === 0 && answered === 0) || open.length === 0) continue;
		const unit = await findLastBearer(call, each.body, on);
		if (!unit) continue;
		for (const { id: campaignId } of open) {
			const act = (metric: NewAct['metric'], qty: number) =>
				qty !== 0 &&
				acts.push({ id: randomUUID(), unitId: unit.id, campaignId, metric, qty, occurredOn: on, source: 'feedback' });
			act('opinionReceived', received);
			act('opinionAnswered', answered);
		}
	}
	if (acts.length > 0) await recordActs(call, acts);
}

const running = new Set(['launched', 'running']);

const keyOf = ({ body, period }: Statistic): string => `${body} ${period}`;

/** The last day of the month, or today in the month that is not over. */
function dayOf(period: string, today: string): string {
	const next = addDays(`${period}-28`, 4).slice(0, 7);
	const last = addDays(`${next}-01`, -1);
	return last < today ? last : today;
}
