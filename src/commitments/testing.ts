import { aVillage, type Village } from '../activities/testing.ts';
import { commitmentsListeners, issueCommitments } from './index.ts';

/** A village whose members were all asked for a commitment on 1 March 2017. */
export async function aVillageAsked(): Promise<Village> {
	const v = await aVillage(new Map(commitmentsListeners.map(([kind, listener]) => [kind, [listener]])));
	await v.on('2017-03-01', 'head.ministry', (call) =>
		issueCommitments(call, {
			campaignId: v.campaignId,
			unitId: v.unit.ministry,
			year: 2017,
			referenceOn: '2017-03-01',
			dueOn: '2017-04-30',
			title: 'Cam kết năm 2017',
			introduction: '',
			areas: [{ title: 'Điều lệnh', hint: '' }],
		}),
	);
	return v;
}
