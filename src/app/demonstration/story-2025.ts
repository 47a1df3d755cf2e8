import { amendTask, cascadePlan, findPlanOf, listTasks, moveCampaign, type Campaign } from '#campaigns';
import { giveDocument, publishActivity } from '#activities';
import { joinPledge } from '#pledges';
import { listChildren, type UnitOn } from '#organisation';
import type { Call } from '#platform';
import { addDays } from '#words';
import { campaign2025, studyDocuments } from './campaign-texts.ts';
import { phuTho, vinhPhuc } from './bodies.ts';
import { recordElsewhere, unitAt } from './elsewhere.ts';
import { holdEvent, planEvent, showEvent } from './events.ts';
import { askForPapers, writePapers } from './papers.ts';
import { beginCampaign, forkAndIssue } from './plans.ts';
import { pledge } from './pledging.ts';
import { randomFrom } from './random.ts';
import type { Cast } from './sign-ins.ts';
import { on, operating } from './stage.ts';

const random = () => randomFrom(2025);
const approver = (cast: Cast) => cast.named.get('trunguong.duyet')!;

/** The first weeks of the campaign that runs today, before any re-organisation. */
export async function begin2025(call: Call, cast: Cast): Promise<Campaign> {
	const [root, old, province] = await operating(call, '2024-12-20', (call) =>
		Promise.all([unitAt(call, 'VN'), unitAt(call, vinhPhuc), unitAt(call, phuTho)]),
	);
	const pairOf = (unitId: number) => ({ focal: cast.focal.get(unitId), head: cast.head.get(unitId) });
	const issued = { day: '2025-01-15', number: 8, issuer: 'TW', position: 'Thủ trưởng cơ quan' };
	const campaign = await beginCampaign(call, root, campaign2025, 1, pairOf(root), issued);
	await cascade(call, campaign, root, cast.focal.get(root), '2025-01-20', '2025-02-28');
	await on(call, '2025-02-03', cast.head.get(root), (call) => moveCampaign(call, campaign.slug, 'launch'));
	for (const document of studyDocuments) {
		await on(call, '2025-02-03', cast.focal.get(root), (call) =>
			giveDocument(call, {
				...document,
				symbol: '',
				unitId: root,
				campaignId: campaign.id,
				kind: 'directive',
				file: null,
				activityId: null,
			}),
		);
	}
	const chance = random();
	for (const [unit, number, issuer] of [
		[old, 21, 'VP'],
		[province, 17, 'PT'],
	] as const) {
		await forkAndIssue(
			call,
			campaign,
			unit,
			1,
			pairOf(unit),
			{ day: '2025-02-20', number, issuer, position: 'Giám đốc' },
			chance,
		);
		const launch = {
			kind: 'launchCeremony' as const,
			title: 'Lễ phát động cuộc vận động',
			day: '2025-02-26',
			place: 'Hội trường lớn',
			chair: 'Giám đốc',
			campaigns: [campaign.id],
		};
		const ceremony = await holdEvent(call, unit, cast.focal.get(unit), launch, chance, 25);
		await showEvent(call, ceremony, launch.day, approver(cast));
	}
	await on(call, '2025-03-10', cast.head.get(root), (call) => moveCampaign(call, campaign.slug, 'run'));
	return campaign;
}

const cascade = (call: Call, campaign: Campaign, unitId: number, by: string | undefined, day: string, dueOn: string) =>
	on(call, day, by, async (call) =>
		cascadePlan(call, (await findPlanOf(call, campaign.id, unitId))!.id, { on: day, dueOn }),
	);

/** From the merger of 1 July 2025 to `present`, the day of the first start: what is late and what comes next is near it. */
export async function continue2025(
	call: Call,
	cast: Cast,
	heads: ReadonlyMap<number, string>,
	campaign: Campaign,
	present: string,
): Promise<void> {
	const chance = random();
	const province = await operating(call, '2025-07-02', (call) => unitAt(call, phuTho));
	const root = await operating(call, '2025-07-02', (call) => unitAt(call, 'VN'));
	const focal = cast.focal.get(province);
	await cascade(call, campaign, province, focal, '2025-08-01', '2025-09-15');

	const below = await operating(call, '2025-08-02', (call) => listChildren(call, province, call.today));
	// The departments and a dozen communes are shown at work; the others have only their people.
	const staffed = below.filter(({ id }) => heads.has(id));
	const shown = [
		...staffed.filter(({ kind }) => kind === 'phong'),
		...staffed.filter(({ kind }) => kind !== 'phong').slice(0, 14),
	];
	for (const [at, unit] of shown.entries()) {
		if (at % 5 === 4) continue;
		const day = addDays('2025-08-11', at);
		const by = { focal: cast.focal.get(unit.id) ?? heads.get(unit.id), head: heads.get(unit.id) };
		await forkAndIssue(
			call,
			campaign,
			unit.id,
			1,
			by,
			{ day, number: 2 + at, issuer: unit.code.replace(/^.*-/, ''), position: 'Chỉ huy đơn vị' },
			chance,
		);
	}
	await studyAndMeet(call, cast, heads, campaign, shown, present);
	await pledges2026(call, cast, heads, campaign, province, shown);

	// One task changed above: the units below see it as a proposal.
	const plan = (await operating(call, '2026-02-10', (call) => findPlanOf(call, campaign.id, province)))!;
	await on(call, '2026-02-10', heads.get(province), async (call) => {
		const task = (await listTasks(call, plan.id)).find(
			({ metricKey, withdrawn }) => metricKey === 'trainingClass' && !withdrawn,
		);
		if (!task) return;
		const { measureId, content, leadUnitId, coordinating, startsOn, product, metricKey } = task;
		const change = {
			measureId,
			content: `${content}; có tình huống thực tế tại nơi tiếp dân`,
			leadUnitId,
			coordinating,
			startsOn,
			product,
			metricKey,
			dueOn: '2026-09-30',
			target: 3,
		};
		await amendTask(call, plan.id, task.id, {
			content: change,
			reason: 'Thêm nội dung thực hành theo góp ý của người dân.',
		});
	});

	const issue = await askForPapers(call, focal, {
		campaignId: campaign.id,
		unitId: province,
		year: 2026,
		referenceOn: '2026-01-15',
		dueOn: '2026-03-31',
	});
	await writePapers(
		call,
		issue,
		{ from: '2026-01-15', until: present },
		heads,
		{ written: 0.82, confirmed: 0.86 },
		chance,
	);

	const months = monthsBetween('2025-02', present.slice(0, 7)).filter((month) => `${month}-20` <= present);
	await recordElsewhere(call, campaign.id, root, months, chance);
}

async function studyAndMeet(
	call: Call,
	cast: Cast,
	heads: ReadonlyMap<number, string>,
	campaign: Campaign,
	shown: readonly UnitOn[],
	present: string,
): Promise<void> {
	const chance = random();
	const by = (unit: UnitOn) => cast.focal.get(unit.id) ?? heads.get(unit.id);
	for (const [at, unit] of shown.entries()) {
		for (const quarter of ['2025-09', '2025-12', '2026-04', '2026-08']) {
			if (chance.chance(0.4)) continue;
			const day = `${quarter}-${String(2 + (at % 26)).padStart(2, '0')}`;
			await holdEvent(
				call,
				unit.id,
				by(unit),
				{
					kind: 'studySession',
					title: 'Sinh hoạt chính trị: giữ lời với người dân',
					day,
					place: 'Phòng họp đơn vị',
					chair: 'Chỉ huy đơn vị',
					campaigns: [campaign.id],
				},
				chance,
			);
		}
	}
	const [first, second, third] = shown as [UnitOn, UnitOn, UnitOn];
	const coming = { place: 'Trụ sở đơn vị', chair: 'Chỉ huy đơn vị', campaigns: [campaign.id] };
	const workshop = await holdEvent(
		call,
		first.id,
		by(first),
		{ ...coming, kind: 'workshop', title: 'Hội thảo: quy tắc ứng xử tại nơi tiếp dân', day: '2026-05-14' },
		chance,
		18,
	);
	await showEvent(call, workshop, '2026-05-14', approver(cast));
	const forum = await holdEvent(
		call,
		second.id,
		by(second),
		{ ...coming, kind: 'listeningForum', title: 'Diễn đàn lắng nghe ý kiến nhân dân', day: '2026-10-09' },
		chance,
		64,
	);
	await showEvent(call, forum, '2026-10-09', approver(cast));
	// One in the coming days, shown on the portal; one that should have been recorded by now.
	const next = await planEvent(call, third.id, by(third), {
		...coming,
		kind: 'training',
		title: 'Tập huấn kỹ năng giao tiếp với người dân',
		day: addDays(present, 9),
	});
	await on(call, present, approver(cast), (call) => publishActivity(call, next));
	await planEvent(call, first.id, by(first), {
		...coming,
		kind: 'studySession',
		title: 'Sinh hoạt chính trị quý IV',
		day: addDays(present, -4),
	});
}

async function pledges2026(
	call: Call,
	cast: Cast,
	heads: ReadonlyMap<number, string>,
	campaign: Campaign,
	province: number,
	shown: readonly UnitOn[],
): Promise<void> {
	const chance = random();
	const focal = cast.focal.get(province);
	const offices = shown.filter(({ kind }) => kind === 'phong').map(({ id }) => id);
	const communes = shown.filter(({ kind }) => kind !== 'phong').map(({ id }) => id);
	const launch = {
		kind: 'signingCeremony' as const,
		title: 'Lễ ký giao ước thi đua năm 2026',
		day: '2026-03-20',
		place: 'Hội trường lớn',
		chair: 'Giám đốc',
		campaigns: [campaign.id],
		participants: offices,
	};
	const ceremony = await holdEvent(call, province, focal, launch, chance, 12);
	await showEvent(call, ceremony, launch.day, approver(cast));
	const about = { nodeId: province, campaignId: campaign.id, activityId: ceremony, year: 2026, day: launch.day };
	await pledge(call, focal, heads, {
		...about,
		blockName: 'Khối các phòng',
		title: 'Giao ước thi đua năm 2026 của khối các phòng',
		units: offices.slice(0, 10),
	});
	const signed = await pledge(call, focal, heads, {
		...about,
		blockName: 'Cụm phía nam',
		title: 'Giao ước thi đua năm 2026 của cụm phía nam',
		units: communes.slice(0, 6),
	});
	const open = {
		...about,
		activityId: null,
		day: '2026-11-10',
		blockName: 'Cụm phía bắc',
		title: 'Giao ước thi đua của cụm phía bắc',
	};
	await pledge(call, focal, heads, { ...open, units: communes.slice(6, 11), waiting: communes.slice(8, 11) });
	await on(call, '2026-06-01', focal, (call) =>
		joinPledge(call, signed, communes[12]!, {
			targets: [{ indicator: 'Buổi học tập của đơn vị', unit: 'buổi', plan: 2, note: 'Tham gia từ tháng 6' }],
			title: 'Đơn vị tiên tiến',
			note: '',
		}),
	);
}

function monthsBetween(from: string, until: string): string[] {
	const months: string[] = [];
	for (
		let at = new Date(`${from}-15T00:00:00Z`);
		at.toISOString().slice(0, 7) <= until;
		at.setUTCMonth(at.getUTCMonth() + 1)
	)
		months.push(at.toISOString().slice(0, 7));
	return months;
}
