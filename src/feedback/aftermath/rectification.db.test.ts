import { expect, test } from 'vitest';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { brought, sees, standing, theDesk, theHandler } from '../desk/testing.ts';
import { aSquare } from '../testing.ts';
import { eraseWhatIsOld } from '../watch/erase-feedback.ts';
import { finishRectification } from './finish-rectification.ts';
import { orderRectification } from './order-rectification.ts';
import { listRectifications } from './rectification.store.ts';
import { verifyRectification } from './verify-rectification.ts';

test('an order is verified also when what the case said is erased', async () => {
	const s = await aSquare();
	const filed = await brought(s, 'answered');
	const order = { unitId: s.unit.communeA, task: 'Tập huấn giao tiếp cho cán bộ trực', dueOn: '2027-01-31' };
	const id = await s.as(theHandler, (call) => orderRectification(call, filed.id, order));
	await s.as('head.communeA', (call) => finishRectification(call, id, 'Đã tập huấn 20 người'));
	await asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set state = 'closed', closed_on = received_on, erase_on = received_on, erase_why = 'request'
			where id = '${filed.id}'`,
		'alter table feedback enable trigger user',
	);
	await eraseWhatIsOld(s.house);
	const erased = await standing(s, filed);
	expect(erased.erasedOn).not.toBeNull();
	await s.as(theDesk, (call) => verifyRectification(call, id, false));
	await s.as('head.communeA', (call) => finishRectification(call, id, 'Đã tập huấn 30 người'));
	await s.as(theDesk, (call) => verifyRectification(call, id, true));
	expect(await sees(s, theDesk, filed), 'nothing is left to do').toBe(false);
	const [now] = await asOperator(s.house, (call) => listRectifications(call, filed.id));
	expect(now?.verifiedBy).toBe(await s.accountOf(theDesk));
	expect((await standing(s, filed)).step).toBe(erased.step);
});
