import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import {
	applyFile,
	checkFile,
	importUnits,
	readDocumentFile,
	reorganisationSheet,
	revertDocument,
	unitSheet,
} from '#organisation';
import { fileFromText, Problem, type Call, type House } from '#platform';
import { addDays, type Day } from '#words';
import { asOperator } from '../../platform/testing.ts';
import { foldOnce, foldUntilEmpty } from '../fold.ts';
import type { MetricKey } from '../metrics.ts';
import { rebuildFigures } from '../rebuild-figures.ts';
import { recordActs } from '../record-acts.ts';
import type { Chance } from './chance.ts';
import { randomDocument } from './random-document.ts';
import type { SlowAct } from './slow-figures.ts';

export const campaigns = [1, 2] as const;
const counted: readonly MetricKey[] = ['studySession', 'finding', 'memberOnStrength', 'commitmentSigned'];

/** The first day of the tree; everything happens within two years of it. */
export const beginning: Day = '2023-11-20';
const days = 730;

export const dayWithin = (chance: Chance): Day => {
	const day = addDays(beginning, chance.below(days));
	return chance.percent(25) ? `${day.slice(0, 7)}-01` : day;
};

/** A life of a tree and of what its units do, going on by chance, with everything that was done remembered. */
export type RandomHistory = { acts: SlowAct[]; documents: number; step(): Promise<void> };

const firstUnits = `code,name,kind,parent_code
VN,Gốc,bo,
P1,Tỉnh một,tinh,VN
P2,Tỉnh hai,tinh,VN
D1,Huyện một,huyen,P1
X1,Xã một,xa,D1
X2,Xã hai,xa,D1
X3,Xã ba,xa,P1
X4,Xã bốn,xa,P2
X5,Xã năm,xa,P2
X6,Xã sáu,xa,P2
`;

export async function randomHistory(house: House, chance: Chance): Promise<RandomHistory> {
	let numbers = 0;
	const edges: Day[] = [];
	const applied: string[] = [];
	const serial = () => ++numbers;
	// Structural changes touch the open end of a unit's life, so most documents come in the order of their days.
	let lastOn = addDays(beginning, 20);
	const history: RandomHistory = { acts: [], documents: 0, step };
	await asOperator(house, async (call) => {
		await importUnits(call, beginning, await readDocumentFile(fileFromText(firstUnits), unitSheet));
	});
	return history;

	async function step(): Promise<void> {
		const kind = chance.below(100);
		if (kind < 45) return attempt(act);
		if (kind < 60) return attempt((call) => foldOnce(call, 1 + chance.below(10)));
		if (kind < 68) return attempt(foldUntilEmpty);
		if (kind < 70) return attempt(rebuildFigures);
		return kind < 76 ? attempt(revert) : attempt(reorganise);
	}

	async function attempt(act: (call: Call) => Promise<unknown>): Promise<void> {
		try {
			await asOperator(house, act);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
		}
	}

	async function act(call: Call): Promise<void> {
		const { rows: units } = await sql<{ id: number; born: Day; dies: Day | null }>`
			select id, born, dies from unit where dies is null or dies > born`.execute(call.db);
		const acts = Array.from({ length: 1 + chance.below(8) }, (): SlowAct => {
			const unit = chance.pick(units);
			// Mostly while the unit lives; some late, after its end.
			const last = unit.dies !== null && chance.percent(85) ? addDays(unit.dies, -1) : addDays(beginning, days);
			const span = (Date.parse(last) - Date.parse(unit.born)) / 86_400_000;
			return {
				unitId: unit.id,
				campaignId: chance.pick(campaigns),
				metric: chance.pick(counted),
				hundredths: chance.pick([100, 100, 200, -100, 50, 333]),
				day: edgeWithin(unit.born, last) ?? addDays(unit.born, chance.below(span + 1)),
			};
		});
		await recordActs(
			call,
			acts.map((act) => ({ ...act, id: randomUUID(), qty: (act.hundredths / 100).toString(), occurredOn: act.day })),
		);
		history.acts.push(...acts);
	}

	/** Often the very day of a change, or the day before: where mistakes by one day show. */
	function edgeWithin(first: Day, last: Day): Day | undefined {
		if (edges.length === 0 || chance.percent(60)) return undefined;
		const day = addDays(chance.pick(edges), -chance.below(2));
		return first <= day && day <= last ? day : undefined;
	}

	async function reorganise(call: Call): Promise<void> {
		const on = chance.percent(25) ? dayWithin(chance) : nextDay();
		const text = await randomDocument(call, chance, on, serial, busyOn(on));
		const file = await readDocumentFile(fileFromText(text), reorganisationSheet);
		const about = { on, decisionNo: `${serial()}/QĐ` };
		await checkFile(call, about, file);
		await applyFile(call, { ...about, fileSha256: file.sha256 });
		edges.push(on);
		if (on > lastOn) lastOn = on;
		const { rows } = await sql<{ id: string }>`select id from reorg where decision_no = ${about.decisionNo}`.execute(
			call.db,
		);
		applied.push(rows[0]!.id);
		history.documents++;
	}

	function busyOn(day: Day): Set<number> {
		return new Set(history.acts.filter((act) => act.day === day).map((act) => act.unitId));
	}

	/** Often a day on which something was done already. */
	function nextDay(): Day {
		const later = history.acts.map((act) => act.day).filter((day) => day > lastOn);
		if (later.length > 0 && chance.percent(50)) return later.sort()[chance.below(Math.min(later.length, 6))]!;
		const day = addDays(lastOn, 1 + chance.below(60));
		return chance.percent(30) ? `${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01` : day;
	}

	/** Refused, as in the product, once acts stand at a unit that the document made. */
	async function revert(call: Call): Promise<void> {
		const id = applied.pop();
		if (id !== undefined) await revertDocument(call, id, [actsAt]);
	}
}

async function actsAt(call: Call, unitIds: readonly number[]) {
	const { rows } = await sql<{ count: number }>`
		select count(*) as count from act where unit_id = any (${unitIds}::int[])`.execute(call.db);
	return [{ label: 'acts', count: rows[0]!.count }];
}
