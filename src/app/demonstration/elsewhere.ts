import { randomUUID } from 'node:crypto';
import { recordActs, type NewAct } from '#figures';
import { findBearer, listChildren } from '#organisation';
import type { Call } from '#platform';
import { phuTho, vinhPhuc } from './bodies.ts';
import type { Random } from './random.ts';
import { operating } from './stage.ts';

/**
 * The other provinces, thinner: monthly numbers as they would come from spreadsheets, recorded for the province that stood
 * on that day. Here alone stocks are bare numbers without persons.
 */
export async function recordElsewhere(
	call: Call,
	campaignId: number,
	rootId: number,
	months: readonly string[],
	random: Random,
): Promise<number> {
	let recorded = 0;
	const begun = new Set<number>();
	for (const month of months) {
		const day = `${month}-20`;
		recorded += await operating(call, day, async (call) => {
			const acts: NewAct[] = [];
			for (const province of await listChildren(call, rootId, day)) {
				if (province.code === phuTho || province.code === vinhPhuc) continue;
				const act = (metric: NewAct['metric'], qty: number) =>
					acts.push({
						id: randomUUID(),
						unitId: province.id,
						campaignId,
						metric,
						qty,
						occurredOn: day,
						source: 'import',
					});
				const strength = 300 + ((province.id * 7919) % 900);
				if (!begun.has(province.id)) {
					begun.add(province.id);
					act('launchCeremony', 1);
					act('memberOnStrength', strength);
					act('memberExempt', Math.round(strength * 0.02));
					act('commitmentSigned', Math.round(strength * 0.5));
				}
				act('studySession', random.between(2, 9));
				act('attendance', random.between(40, 260));
				act('attendanceExpected', random.between(260, 320));
				if (random.chance(0.3)) act('workshop', 1);
				act('commitmentSigned', random.between(0, 12));
			}
			return recordActs(call, acts);
		});
	}
	return recorded;
}

export async function unitAt(call: Call, code: string): Promise<number> {
	const unit = await findBearer(call, code, call.today);
	if (!unit) throw new Error(`demonstration: no unit bears ${code} on ${call.today}`);
	return unit.id;
}
