import { expect, test } from 'vitest';
import { postMember } from '#people';
import { asOperator, seenIn } from '../platform/testing.ts';
import { countAttendance } from './activity.store.ts';
import { activitiesDesk, holdActivity, listExpected, findActivity, planActivity } from './index.ts';
import { holdingPath } from './paths.ts';
import { aVillage } from './testing.ts';
import { aWorkspace } from '../platform/http/testing.ts';

test('whoever was posted away since stays on the list when the rest is corrected', async () => {
	const v = await aVillage();
	const browser = aWorkspace(v, activitiesDesk);
	const id = await v.as('focal.communeA', async (call) => {
		const id = await planActivity(call, v.unit.communeA, {
			kind: 'launchCeremony',
			title: 'Lễ phát động',
			takesPlaceOn: '2017-03-24',
			begins: null,
			ends: null,
			place: '',
			chair: '',
			programme: '',
			campaignIds: [v.campaignId],
			participants: [],
		});
		const listed = await listExpected(call, (await findActivity(call, id))!);
		const attendance = listed.map(({ memberId, unitId }) => ({ memberId, unitId, present: true, absenceReason: '' }));
		await holdActivity(call, id, { counted: 0, guests: 0, result: 'Tót', attendance });
		return id;
	});
	await asOperator(v.house, (call) =>
		postMember(call, v.memberId('member3.communeA'), { unitId: v.unit.communeB, position: 'Cán bộ', on: '2018-01-01' }),
	);

	const shown = await v.as('focal.communeA', async (call) => listExpected(call, (await findActivity(call, id))!));
	expect(shown).toHaveLength(5);
	const [absent, ...present] = shown.map((line) => line.memberId);
	const opened = await browser.read('focal.communeA', holdingPath(id));
	expect(opened).toContain('1 người nữa');
	const sent = await browser.send('focal.communeA', holdingPath(id), {
		_seen: seenIn(opened),
		result: 'Tốt',
		'present[]': present,
		[`reason_${absent}`]: 'Ốm',
	});
	expect(sent.status).toBe(303);
	expect(await v.as('focal.communeA', (call) => countAttendance(call, id))).toEqual({
		listed: 6,
		present: 5,
		whole: true,
	});
	expect(await v.counted('communeA', 'attendance')).toBe(5);
	expect(await v.counted('communeA', 'attendanceExpected')).toBe(6);
});
