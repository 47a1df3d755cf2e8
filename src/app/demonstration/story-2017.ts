import { cascadePlan, findPlanOf, moveCampaign } from '#campaigns';
import { giveDocument } from '#activities';
import { listChildren } from '#organisation';
import type { Call } from '#platform';
import { campaign2017, studyDocuments } from './campaign-texts.ts';
import { phuTho, vinhPhuc } from './bodies.ts';
import { unitAt } from './elsewhere.ts';
import { holdEvent, showEvent } from './events.ts';
import { askForPapers, lookBack, writePapers, type Confirmed } from './papers.ts';
import { beginCampaign, forkAndIssue, type Pair } from './plans.ts';
import { pledge, reviewYear } from './pledging.ts';
import { randomFrom } from './random.ts';
import type { Cast } from './sign-ins.ts';
import { on, operating } from './stage.ts';

/** The campaign of 2017 by its real calendar: plan on 19/12/2016, provincial plan on 20/02/2017, launch on 24/03/2017. */
export async function live2017(call: Call, cast: Cast): Promise<void> {
	const random = randomFrom(337);
	const pairOf = (unitId: number): Pair => ({ focal: cast.focal.get(unitId), head: cast.head.get(unitId) });
	const [root, province, neighbour] = await operating(call, '2016-12-01', (call) =>
		Promise.all([unitAt(call, 'VN'), unitAt(call, vinhPhuc), unitAt(call, phuTho)]),
	);

	const issued = { day: '2016-12-19', number: 12, issuer: 'TW', position: 'Thủ trưởng cơ quan' };
	const campaign = await beginCampaign(call, root, campaign2017, 0, pairOf(root), issued);
	const cascade = async (unitId: number, day: string, dueOn: string) =>
		on(call, day, cast.focal.get(unitId), async (call) => {
			const plan = (await findPlanOf(call, campaign.id, unitId))!;
			return cascadePlan(call, plan.id, { on: day, dueOn });
		});
	await cascade(root, '2016-12-20', '2017-03-30');
	await on(call, '2017-01-12', cast.head.get(root), (call) => moveCampaign(call, campaign.slug, 'launch'));
	for (const document of studyDocuments) {
		await on(call, '2017-01-16', cast.focal.get(root), (call) =>
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

	const provincial = { day: '2017-02-20', number: 45, issuer: 'VP', position: 'Giám đốc' };
	await forkAndIssue(call, campaign, province, 0, pairOf(province), provincial, random);
	await forkAndIssue(
		call,
		campaign,
		neighbour,
		0,
		pairOf(neighbour),
		{ ...provincial, day: '2017-02-27', number: 31, issuer: 'PT' },
		random,
	);
	await cascade(province, '2017-02-22', '2017-03-20');
	const below = await operating(call, '2017-03-01', (call) => listChildren(call, province, call.today));
	for (const [at, unit] of below.entries()) {
		if (!cast.head.has(unit.id) || at % 3 === 2) continue;
		const day = `2017-03-${String(6 + at).padStart(2, '0')}`;
		await forkAndIssue(
			call,
			campaign,
			unit.id,
			0,
			pairOf(unit.id),
			{ day, number: 3 + at, issuer: unit.code.replace(/^.*-/, ''), position: 'Chỉ huy đơn vị' },
			random,
		);
	}

	await on(call, '2017-03-20', cast.head.get(root), (call) => moveCampaign(call, campaign.slug, 'run'));
	const launch = {
		kind: 'launchCeremony' as const,
		title: 'Lễ phát động cuộc vận động và ký giao ước thi đua',
		day: '2017-03-24',
		place: 'Hội trường lớn',
		chair: 'Giám đốc',
		campaigns: [campaign.id],
		participants: below.map(({ id }) => id).slice(0, 12),
	};
	const ceremony = await holdEvent(call, province, cast.focal.get(province), launch, random, 40);
	await showEvent(call, ceremony, launch.day, cast.named.get('trunguong.duyet')!);
	const pledgeId = await pledge(call, cast.focal.get(province), cast.head, {
		nodeId: province,
		campaignId: campaign.id,
		activityId: ceremony,
		year: 2017,
		blockName: 'Khối các phòng',
		title: 'Giao ước thi đua năm 2017 của khối các phòng',
		day: '2017-03-24',
		units: below.filter(({ kind }) => kind === 'phong').map(({ id }) => id),
	});

	const confirmed: Confirmed[] = [];
	for (const [at, unit] of below.entries()) {
		if (!cast.focal.has(unit.id)) continue;
		const day = `2017-04-${String(3 + at).padStart(2, '0')}`;
		await holdEvent(
			call,
			unit.id,
			cast.focal.get(unit.id),
			{
				kind: 'studySession',
				title: 'Học tập nội dung cuộc vận động',
				day,
				place: 'Phòng họp đơn vị',
				chair: 'Chỉ huy đơn vị',
				campaigns: [campaign.id],
			},
			random,
		);
		if (unit.kind !== 'phong') continue;
		const issue = await askForPapers(call, cast.focal.get(province), {
			campaignId: campaign.id,
			unitId: unit.id,
			year: 2017,
			referenceOn: '2017-04-20',
			dueOn: '2017-05-31',
		});
		const papers = await writePapers(
			call,
			issue,
			{ from: '2017-04-20', until: '2017-05-31' },
			cast.head,
			{ written: 0.96, confirmed: 1 },
			random,
		);
		// Enough to see what the end of a year looks like.
		if (confirmed.length < 40) confirmed.push(...papers);
	}
	await lookBack(call, confirmed, 2017, random);
	await reviewYear(call, pledgeId, 2017, pairOf(province), random);
	await on(call, '2017-11-20', cast.head.get(root), (call) => moveCampaign(call, campaign.slug, 'review'));
	await on(call, '2017-12-31', cast.head.get(root), (call) => moveCampaign(call, campaign.slug, 'close'));
}
