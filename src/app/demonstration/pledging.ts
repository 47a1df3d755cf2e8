import {
	agreePledge,
	arrangeBlock,
	draftPledge,
	listParties,
	reviewPledge,
	signPledge,
	type Finding,
	type PledgeText,
} from '#pledges';
import type { Call } from '#platform';
import type { Random } from './random.ts';
import { on } from './stage.ts';

export type Pledging = {
	/** The unit that arranges the block. */
	nodeId: number;
	campaignId: number;
	activityId: string | null;
	year: number;
	blockName: string;
	title: string;
	day: string;
	units: readonly number[];
	/** Units whose heads have not signed yet. */
	waiting?: readonly number[];
};

const textOf = (year: number, units: readonly number[]): PledgeText => ({
	grounds: 'Căn cứ kế hoạch cuộc vận động của cơ quan cấp trên (minh họa).',
	movements: [
		{
			name: 'Giữ lời với người dân',
			goal: 'Không có việc quá hẹn mà không báo trước',
			startsOn: `${year}-03-24`,
			reviewedOn: `${year}-11-30`,
		},
	],
	targets: [
		{ indicator: 'Bản cam kết được chỉ huy xác nhận', unit: '%', plan: 100, note: 'Trừ người được miễn' },
		{ indicator: 'Buổi học tập của đơn vị', unit: 'buổi', plan: 4, note: '' },
		{ indicator: 'Ý kiến người dân trả lời đúng hạn', unit: '%', plan: 95, note: '' },
	],
	titles: units.map((unitId) => ({ unitId, title: 'Đơn vị tiên tiến' })),
	checking: 'Khối trưởng tổ chức kiểm tra chéo giữa năm; cuối năm chấm điểm và bình xét công khai trong khối.',
});

/** A block of units pledges with one another; every head signs for the own unit. Answers the pledge. */
export async function pledge(
	call: Call,
	arranger: string | undefined,
	heads: ReadonlyMap<number, string>,
	pledging: Pledging,
): Promise<string> {
	const { nodeId, campaignId, activityId, year, day, waiting = [] } = pledging;
	const units = pledging.units.filter((unit) => heads.has(unit));
	const id = await on(call, day, arranger, async (call) => {
		const blockId = await arrangeBlock(call, {
			unitId: nodeId,
			year,
			name: pledging.blockName,
			units,
			leadUnitId: units[0]!,
			deputyUnitId: units[1]!,
		});
		const id = await draftPledge(call, {
			blockId,
			campaignId,
			activityId,
			title: pledging.title,
			content: textOf(year, units),
			parties: units,
		});
		await agreePledge(call, id);
		return id;
	});
	for (const unit of units) {
		if (!waiting.includes(unit)) await on(call, day, heads.get(unit), (call) => signPledge(call, id, unit));
	}
	return id;
}

/** The year of a pledge: supervised in the middle, scored at the end, summed up by the head, who is not the one that scored. */
export async function reviewYear(
	call: Call,
	id: string,
	year: number,
	{ focal, head }: { focal: string | undefined; head: string | undefined },
	random: Random,
): Promise<void> {
	const about = async (
		call: Call,
		heldOn: string,
		summary: string,
		of: (unitId: number) => Omit<Finding, 'unitId'>,
	) => {
		const signed = (await listParties(call, id)).filter(({ signedAt }) => signedAt !== null);
		return { heldOn, summary, findings: signed.map(({ unitId }) => ({ unitId, ...of(unitId) })) };
	};
	await on(call, `${year}-07-05`, focal, async (call) =>
		reviewPledge(
			call,
			id,
			'checkMidTerm',
			await about(call, `${year}-07-05`, 'Kiểm tra chéo giữa các đơn vị trong khối.', () => ({
				note: random.pick(['Đúng tiến độ', 'Còn một việc chậm, đã hẹn ngày làm xong', 'Đúng tiến độ, hồ sơ đầy đủ']),
				score: null,
				title: '',
			})),
		),
	);
	await on(call, `${year}-12-18`, focal, async (call) =>
		reviewPledge(
			call,
			id,
			'score',
			await about(call, `${year}-12-18`, 'Các đơn vị tự chấm, khối bình xét công khai.', () => {
				const score = random.between(84, 98);
				return { note: '', score, title: score >= 90 ? 'Đơn vị tiên tiến' : '' };
			}),
		),
	);
	await on(call, `${year}-12-26`, head, (call) =>
		reviewPledge(call, id, 'close', {
			heldOn: `${year}-12-26`,
			summary: 'Khối đạt các chỉ tiêu đã ký; năm sau bớt giấy tờ, thêm việc làm tại cơ sở.',
			findings: [],
		}),
	);
}
