import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { grantPost } from '#access';
import { createCampaign, moveCampaign } from '#campaigns';
import { asItStands, ChangedSince, Conflict, Forbidden, Invalid, NotFound, type Call } from '#platform';
import { asOperator, refusal } from '../platform/testing.ts';
import { listActivities } from './activity.store.ts';
import { listExpected } from './attendance.store.ts';
import { markOfPlanned } from './plan-activity.ts';
import {
	cancelActivity,
	expectedOf,
	findActivity,
	giveDocument,
	holdActivity,
	planActivity,
	publishActivity,
	readDocument,
	replanActivity,
	type ActivityPlan,
} from './index.ts';
import { countReaders, findDocument, listDocuments } from './study.store.ts';
import { aVillage, closedCampaigns, type Village } from './testing.ts';

let v: Village;
let launch: string;
let document: string;

const plan = (more: Partial<ActivityPlan> = {}): ActivityPlan => ({
	kind: 'launchCeremony',
	title: 'Lễ phát động',
	takesPlaceOn: '2017-03-24',
	begins: '08:00',
	ends: '10:30',
	place: 'Hội trường',
	chair: '',
	programme: '',
	campaignIds: [v.campaignId],
	participants: [],
	...more,
});
const held = (attendance: [who: string, present: boolean, absenceReason?: string][], more = {}) => ({
	counted: 0,
	guests: 5,
	result: '',
	attendance: attendance.map(([who, present, absenceReason = '']) => ({
		memberId: v.memberId(who),
		unitId: v.unit.communeA,
		present,
		absenceReason,
	})),
	...more,
});
const given = (more = {}) => ({
	unitId: v.unit.province,
	campaignId: v.campaignId,
	kind: 'directive' as const,
	title: 'Chỉ thị số 5',
	symbol: '',
	link: 'https://example.vn/chi-thi',
	file: null,
	activityId: null,
	...more,
});

beforeAll(async () => {
	v = await aVillage();
	launch = await v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, plan()));
	document = await v.as('focal.province', (call) => giveDocument(call, given()));
});

describe('an event', () => {
	test('that is planned counts as nothing, and is expected of its unit', async () => {
		expect(await v.counted('communeA', 'launchCeremony')).toBe(0);
		expect((await v.as('focal.communeA', (call) => expectedOf(call))).some((each) => each.href.includes(launch))).toBe(
			true,
		);
	});

	test('asks who serves at the owner on the day, and at the units that take part', async () => {
		const joint = await v.as('focal.communeA', (call) =>
			planActivity(call, v.unit.communeA, plan({ participants: [v.unit.communeB] })),
		);
		const listed = async (id: string) =>
			v.as('focal.communeA', async (call) => listExpected(call, (await findActivity(call, id))!));
		expect(await listed(launch)).toHaveLength(6);
		// The members of a unit beside are its own affair: its focal officer adds them.
		expect((await listed(joint)).every((row) => row.unitId === v.unit.communeA)).toBe(true);
		expect(
			await v.as(
				'focal.province',
				async (call) => (await listExpected(call, (await findActivity(call, joint))!)).length,
			),
		).toBe(12);
	});

	test('is counted once when it was held, however often that is said', async () => {
		await v.as('focal.communeA', (call) =>
			holdActivity(
				call,
				launch,
				held([
					['member1.communeA', true],
					['member2.communeA', true],
				]),
			),
		);
		await v.as('focal.communeA', (call) =>
			holdActivity(
				call,
				launch,
				held([
					['member1.communeA', true],
					['member2.communeA', true],
				]),
			),
		);
		expect(await v.counted('communeA', 'launchCeremony')).toBe(1);
		expect(await v.counted('communeA', 'attendance')).toBe(2);
	});

	test('is corrected by the difference', async () => {
		await v.as('head.communeA', (call) =>
			holdActivity(
				call,
				launch,
				held(
					[
						['member1.communeA', true],
						['member2.communeA', false, 'Ốm'],
					],
					{ counted: 10 },
				),
			),
		);
		expect(await v.counted('communeA', 'attendance')).toBe(11);
		expect(await v.counted('communeA', 'attendanceExpected')).toBe(12);
		expect(await v.counted('communeA', 'launchCeremony')).toBe(1);
	});

	test('two who record it at the same time count it once', async () => {
		const id = await v.as('focal.communeB', (call) =>
			planActivity(call, v.unit.communeB, plan({ kind: 'studySession' })),
		);
		const hold = () =>
			v.as('focal.communeB', (call) => holdActivity(call, id, { counted: 7, guests: 0, result: '', attendance: [] }));
		await Promise.all([hold(), hold(), hold()]);
		expect(await v.counted('communeB', 'studySession')).toBe(1);
		expect(await v.counted('communeB', 'attendance')).toBe(7);
	});

	test('that serves two campaigns is counted once in each', async () => {
		const other = await asOperator(v.house, async (call) => {
			const campaign = await createCampaign(call, {
				slug: 'hoc-tap',
				unitId: v.unit.ministry,
				title: 'Học tập',
				startsOn: '2017-01-01',
				endsOn: '2036-01-01',
			});
			await moveCampaign(call, 'hoc-tap', 'issue');
			return campaign.id;
		});
		const id = await v.as('focal.province', (call) =>
			planActivity(call, v.unit.province, plan({ campaignIds: [v.campaignId, other] })),
		);
		await v.as('focal.province', (call) =>
			holdActivity(call, id, { counted: 0, guests: 0, result: '', attendance: [] }),
		);
		expect(await v.counted('province', 'launchCeremony')).toBe(2);
	});

	test('cancelled after it was recorded is taken back', async () => {
		await v.as('head.communeA', (call) => cancelActivity(call, launch, 'Ghi nhầm'));
		expect(await v.counted('communeA', 'launchCeremony')).toBe(0);
		expect(await v.counted('communeA', 'attendance')).toBe(0);
		await expect(v.as('head.communeA', (call) => holdActivity(call, launch, held([])))).rejects.toThrow(Conflict);
	});

	test('of a day to come is not held, and one without a campaign not planned', async () => {
		const id = await v.as('focal.communeA', (call) =>
			planActivity(call, v.unit.communeA, plan({ takesPlaceOn: '2090-01-01' })),
		);
		await expect(v.as('focal.communeA', (call) => holdActivity(call, id, held([])))).rejects.toThrow(Invalid);
		await expect(
			v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, plan({ campaignIds: [] }))),
		).rejects.toThrow(Invalid);
	});

	test('serves only campaigns that who plans it may see and that take work', async () => {
		const { foreign, over } = await closedCampaigns(v);
		for (const campaignId of [foreign, over, 4711]) {
			const both = plan({ campaignIds: [v.campaignId, campaignId] });
			await expect(v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, both))).rejects.toThrow(
				Invalid,
			);
			const id = await v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, plan()));
			await expect(v.as('focal.communeA', (call) => replanActivity(call, id, both, asItStands))).rejects.toThrow(
				Invalid,
			);
			await expect(v.as('focal.province', (call) => giveDocument(call, given({ campaignId })))).rejects.toThrow(
				Invalid,
			);
			await expect(
				v.as('focal.communeA', (call) =>
					call.db.insertInto('activityCampaign').values({ activityId: id, campaignId }).execute(),
				),
			).rejects.toThrow('row-level security');
		}
	});

	/** The first commune is continued by another unit from a day on. */
	const lineage = (until: string, heir: number) =>
		asOperator(v.house, async (call) => {
			await sql`delete from unit_heir where unit_id = ${v.unit.communeA}`.execute(call.db);
			await sql`insert into unit_heir (unit_id, during, heir_id, share, principal, valid)
				values (${v.unit.communeA}, daterange(null, null), ${v.unit.communeA}, 1, true, daterange('2016-01-01', ${until})),
					(${v.unit.communeA}, daterange(null, null), ${heir}, 1, true, daterange(${until}, null))`.execute(call.db);
		});

	test('asks who serves at what continues the owner and the units that take part on its day', async () => {
		const own = await v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, plan()));
		const joint = await v.as('focal.province', (call) =>
			planActivity(call, v.unit.province, plan({ participants: [v.unit.communeA] })),
		);
		const asked = (id: string) =>
			v.as('focal.province', async (call) =>
				(await listExpected(call, (await findActivity(call, id))!)).map(({ unitId }) => unitId),
			);
		const times = (unitId: number, count: number) => Array.from({ length: count }, () => unitId);
		await lineage('2017-03-01', v.unit.communeB);
		expect(await asked(own)).toEqual(times(v.unit.communeB, 12));
		const both = await asked(joint);
		expect(both).toHaveLength(18);
		expect(both.filter((unitId) => unitId === v.unit.communeB)).toHaveLength(12);
		expect(new Set(both)).toEqual(new Set([v.unit.province, v.unit.communeB]));
		// A merger after the day changes nothing of whom the day asks.
		await lineage('2017-04-01', v.unit.communeB);
		expect(await asked(own)).toEqual(times(v.unit.communeA, 6));
		await lineage('2090-01-01', v.unit.communeA);
	});

	test('is counted for the unit that continued its owner on its day, and corrected there', async () => {
		const id = await v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, plan()));
		const counts = async () => [await v.counted('communeA', 'attendance'), await v.counted('communeB', 'attendance')];
		const [a, b] = (await counts()) as [number, number];
		await lineage('2017-03-01', v.unit.communeB);
		await v.as('focal.province', (call) => holdActivity(call, id, held([['member1.communeA', true]])));
		expect(await counts()).toEqual([a, b + 1]);
		// A document of the tree that is entered late, or taken back, changes nothing of what was counted where.
		await lineage('2017-04-01', v.unit.communeB);
		await v.as('focal.province', (call) => holdActivity(call, id, held([['member1.communeA', true]], { counted: 3 })));
		expect(await counts()).toEqual([a, b + 4]);
		await v.as('focal.province', (call) => cancelActivity(call, id, 'Ghi nhầm'));
		expect(await counts()).toEqual([a, b]);
		await lineage('2090-01-01', v.unit.communeA);
	});

	test('is not planned for a day before its unit was there, nor put off to one', async () => {
		const { communeA } = v.unit;
		const early = plan({ takesPlaceOn: '2015-12-31' });
		const refused = (act: Promise<unknown>) =>
			expect(act).rejects.toMatchObject({ fields: { takesPlaceOn: expect.anything() } });
		await refused(v.as('focal.communeA', (call) => planActivity(call, communeA, early)));
		const first = plan({ takesPlaceOn: '2016-01-01' });
		const id = await v.as('focal.communeA', (call) => planActivity(call, communeA, first));
		await refused(v.as('focal.communeA', (call) => replanActivity(call, id, early, asItStands)));
		await v.as('focal.communeA', (call) => holdActivity(call, id, held([])));
		await v.as('focal.communeA', (call) => cancelActivity(call, id, 'Ghi nhầm'));
	});

	test('is planned anew also when a campaign that it serves was closed meanwhile', async () => {
		const closing = await asOperator(v.house, async (call) => {
			const dates = { startsOn: '2016-12-19', endsOn: '2036-12-31' };
			return (await createCampaign(call, { slug: 'sap-dong', unitId: v.unit.ministry, title: 'Sắp đóng', ...dates }))
				.id;
		});
		const move = (...moves: Parameters<typeof moveCampaign>[2][]) =>
			asOperator(v.house, async (call) => {
				for (const each of moves) await moveCampaign(call, 'sap-dong', each);
			});
		await move('issue');
		const both = plan({ campaignIds: [v.campaignId, closing] });
		const id = await v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, both));
		await v.as('focal.communeB', (call) =>
			giveDocument(call, given({ campaignId: closing, unitId: v.unit.communeB, title: 'Tài liệu đợt cũ' })),
		);
		const unread = async () =>
			(await v.as('member3.communeB', (call) => listDocuments(call, { unread: true }))).filter(
				({ campaignId }) => campaignId === closing,
			).length;
		expect(await unread()).toBe(1);
		await move('launch', 'run', 'review', 'close');
		expect(await unread()).toBe(0);
		await v.as('focal.communeA', (call) => replanActivity(call, id, { ...both, place: 'Sân vận động' }, asItStands));
		const event = await v.as('focal.communeA', (call) => findActivity(call, id));
		expect(event).toMatchObject({ place: 'Sân vận động', campaignIds: [v.campaignId, closing] });
	});

	test('is shown on the portal by an approver who did not plan it, until its words change', async () => {
		const id = await v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, plan()));
		expect(await refusal(v.as('focal.communeA', (call) => publishActivity(call, id)))).toBeInstanceOf(Forbidden);
		await v.as('approver.communeA', (call) => publishActivity(call, id));
		await v.as('focal.communeA', (call) => replanActivity(call, id, plan({ title: 'Khác' }), asItStands));
		expect((await v.as('focal.communeA', (call) => findActivity(call, id)))?.publishedAt).toBeNull();
	});

	test('is not shown by who worded it last, whoever planned it, nor under another’s name', async () => {
		const id = await v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, plan()));
		const accountOf = (who: string) => v.as(who, async (call) => call.actor.accountId!);
		await asOperator(v.house, async (call) =>
			grantPost(call, {
				accountId: await accountOf('head.communeA'),
				role: 'approver',
				unitId: v.unit.communeA,
				from: '2017-01-01',
			}),
		);
		await v.as('head.communeA', (call) => replanActivity(call, id, plan({ begins: '09:00' }), asItStands));
		expect(await refusal(v.as('head.communeA', (call) => publishActivity(call, id)))).toBeInstanceOf(Forbidden);

		const forged = async (name: string) =>
			String(
				await refusal(
					v.as('head.communeA', (call) =>
						sql`update activity set published_by = ${name}, published_at = app.now(), worded_by = '{}' where id = ${id}`.execute(
							call.db,
						),
					),
				),
			);
		expect(await forged(await accountOf('head.communeA'))).toMatch(/check constraint/);
		expect(await forged(await accountOf('approver.communeA'))).toMatch(/not the caller/);

		const seen = await v.as('focal.communeA', async (call) => markOfPlanned(call, (await findActivity(call, id))!));
		// What the portal does not show leaves the words whose they were.
		await v.as('focal.communeA', (call) =>
			replanActivity(call, id, plan({ begins: '09:00', chair: 'Ông Tư' }), asItStands),
		);
		expect((await v.as('head.communeA', (call) => findActivity(call, id)))?.wordedBy).toContain(
			await accountOf('head.communeA'),
		);

		expect(
			await refusal(v.as('head.communeA', (call) => replanActivity(call, id, plan({ place: 'Sân' }), seen))),
		).toBeInstanceOf(ChangedSince);

		// What a colleague changes after them leaves their words among what is approved.
		await v.as('focal.communeA', (call) =>
			replanActivity(call, id, plan({ begins: '09:00', place: 'Hội trường B' }), asItStands),
		);
		expect(await refusal(v.as('head.communeA', (call) => publishActivity(call, id)))).toBeInstanceOf(Forbidden);
		expect(await forged(await accountOf('head.communeA'))).toMatch(/check constraint/);
		await v.as('approver.communeA', (call) => publishActivity(call, id));
	});

	test('into another campaign is another wording: it is public no more, and who put it there does not approve it', async () => {
		const campaignId = await asOperator(v.house, async (call) => {
			const slug = 'phong-trao-thu-hai';
			const campaign = await createCampaign(call, {
				slug,
				unitId: v.unit.ministry,
				title: 'Phong trào thứ hai',
				startsOn: '2016-12-19',
				endsOn: '2036-12-31',
			});
			await moveCampaign(call, slug, 'issue');
			return campaign.id;
		});
		const id = await v.as('focal.communeA', (call) => planActivity(call, v.unit.communeA, plan()));
		await v.as('approver.communeA', (call) => publishActivity(call, id));
		const both = plan({ campaignIds: [v.campaignId, campaignId] });
		await v.as('head.communeA', (call) => replanActivity(call, id, both, asItStands));
		const now = await v.as('head.communeA', (call) => findActivity(call, id));
		expect(now).toMatchObject({
			publishedAt: null,
			wordedBy: [await v.as('head.communeA', async (call) => call.actor.accountId)],
		});
		expect(await refusal(v.as('head.communeA', (call) => publishActivity(call, id)))).toBeInstanceOf(Forbidden);
		await v.as('approver.communeA', (call) => publishActivity(call, id));

		// Whatever the code does.
		await v.as('head.communeA', (call) =>
			sql`delete from activity_campaign where activity_id = ${id} and campaign_id = ${campaignId}`.execute(call.db),
		);
		expect((await v.as('head.communeA', (call) => findActivity(call, id)))?.publishedAt).toBe(null);
	});
});

describe('study documents', () => {
	test('reach everybody below the unit that gave them out, and nobody beside', async () => {
		const reached = (who: string) => v.as(who, async (call) => (await listDocuments(call)).length);
		expect(await reached('member1.communeA')).toBe(1);
		expect(await reached('member1.elsewhere')).toBe(0);
	});

	test('are marked read once, by the member', async () => {
		await v.as('member1.communeA', (call) => readDocument(call, document));
		await v.as('member1.communeA', (call) => readDocument(call, document));
		expect((await v.as('member1.communeA', (call) => findDocument(call, document)))?.readAt).toBeInstanceOf(Date);
		expect(await v.as('focal.communeA', (call) => countReaders(call, document, v.unit.communeA))).toEqual({
			read: 1,
			of: 6,
		});
		expect(await refusal(v.as('member1.elsewhere', (call) => readDocument(call, document)))).toBeInstanceOf(NotFound);
	});

	test('are a file or a link, not both and not neither', async () => {
		await expect(v.as('focal.province', (call) => giveDocument(call, given({ link: null })))).rejects.toThrow(Invalid);
	});

	test('a file is kept, and fetched by whom the document reaches', async () => {
		const file = new File(['%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'], 'chi-thi.pdf');
		const id = await v.as('focal.province', (call) => giveDocument(call, given({ link: null, file })));
		const fileOf = (who: string) =>
			v.as(who, async (call) => {
				const found = await findDocument(call, id);
				return found && call.db.selectFrom('file').select('sha256').where('id', '=', found.fileId!).executeTakeFirst();
			});
		expect(await fileOf('member1.communeA')).toBeDefined();
		expect(await fileOf('member1.elsewhere')).toBeUndefined();
	});
});

test.each<[string, (call: Call, id: string) => Promise<unknown>]>([
	['planActivity', (call) => planActivity(call, v.unit.communeB, plan())],
	['replanActivity', (call, id) => replanActivity(call, id, plan(), asItStands)],
	['holdActivity', (call, id) => holdActivity(call, id, held([]))],
	['cancelActivity', (call, id) => cancelActivity(call, id, 'x')],
	['publishActivity', (call, id) => publishActivity(call, id)],
	['giveDocument', (call) => giveDocument(call, given({ unitId: v.unit.communeB }))],
])('an outsider may not: %s', async (_name, act) => {
	const id = await v.as('focal.communeB', (call) => planActivity(call, v.unit.communeB, plan()));
	for (const who of ['head.elsewhere', 'focal.communeA', 'member1.communeB']) {
		const error = await refusal(v.as(who, (call) => act(call, id)));
		expect(error instanceof NotFound || error instanceof Forbidden, `${who}: ${String(error)}`).toBe(true);
	}
});

test('who looks at a unit writes nothing into its figures, whatever the code does', async () => {
	const act = (who: string) =>
		v.as(who, (call) =>
			sql`insert into act (id, unit_id, campaign_id, metric_id, qty, occurred_on, source)
				select gen_random_uuid(), ${v.unit.communeA}, ${v.campaignId}, min(id), 1, '2017-03-24', 'event' from metric`.execute(
				call.db,
			),
		);
	await expect(act('approver.communeA')).rejects.toMatchObject({ code: '42501' });
	await act('focal.communeA');
});

test('a unit beside sees neither the event nor the list', async () => {
	const seen = await v.as('focal.elsewhere', (call) =>
		listActivities(call, { q: '', state: '', kind: '', unitId: null, limit: 50, offset: 0 }),
	);
	expect(seen.rows).toEqual([]);
});
