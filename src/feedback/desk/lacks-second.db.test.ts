import { beforeAll, expect, test } from 'vitest';
import { m } from '#words';
import { aWorkspace, type Workspace } from '../../platform/http/testing.ts';
import { feedbackDesk } from '../index.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { casePath } from './paths.ts';
import { brought, standing } from './testing.ts';

let s: Square;
let browser: Workspace;
beforeAll(async () => {
	s = await aSquare();
	browser = aWorkspace(s, feedbackDesk);
});
const warns = async (who: string, id: string) =>
	(await browser.read(who, casePath(id), 'vi')).includes(m.feedback_desk_lacksSecond({}, { locale: 'vi' }));

test('where but one seat of the oversight body is left to know of a case, that one is warned; nobody else is', async () => {
	const { id } = await s.file({ kind: 'denunciation', unitId: s.unit.ministry });
	expect((await standing(s, { id })).withOversight).toBe(true);
	expect(await warns('seat2', id)).toBe(false);
	await s.as('seat1', (call) => screenFeedback(call, id, { kind: 'denunciation', topic: null, accuses: true }));
	await s.as('seat1', (call) => recuseFromFeedback(call, id));
	await routeWaiting(s.house);
	expect(await warns('seat2', id)).toBe(true);
	const elsewhere = await brought(s, 'screened');
	expect(await warns('desk.province', elsewhere.id)).toBe(false);
});
