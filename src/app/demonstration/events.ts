import {
	holdActivity,
	listExpected,
	findActivity,
	planActivity,
	publishActivity,
	type ActivityKind,
} from '#activities';
import type { Call } from '#platform';
import { addDays } from '#words';
import type { Random } from './random.ts';
import { on } from './stage.ts';

export type Event = {
	kind: ActivityKind;
	title: string;
	day: string;
	place: string;
	chair: string;
	campaigns: number[];
	participants?: number[];
};

/** An event as it is planned ten days ahead. */
export const planEvent = (call: Call, unitId: number, by: string | undefined, event: Event): Promise<string> =>
	on(call, addDays(event.day, -10), by, (call) =>
		planActivity(call, unitId, {
			kind: event.kind,
			title: event.title,
			takesPlaceOn: event.day,
			begins: '08:00',
			ends: '10:30',
			place: event.place,
			chair: event.chair,
			programme: '08:00 Khai mạc\n08:15 Nội dung chính\n10:00 Trao đổi\n10:30 Kết thúc',
			campaignIds: event.campaigns,
			participants: event.participants ?? [],
		}),
	);

/** Planned and then held, with the list of who was there. */
export async function holdEvent(
	call: Call,
	unitId: number,
	by: string | undefined,
	event: Event,
	random: Random,
	guests = 0,
): Promise<string> {
	const id = await planEvent(call, unitId, by, event);
	await on(call, event.day, by, async (call) => {
		const expected = await listExpected(call, (await findActivity(call, id))!);
		const attendance = expected.map(({ memberId, unitId }) => {
			const present = random.chance(0.93);
			return {
				memberId,
				unitId,
				present,
				absenceReason: present ? '' : random.pick(['Đi công tác', 'Nghỉ phép', 'Trực']),
			};
		});
		await holdActivity(call, id, { counted: 0, guests, result: 'Đủ nội dung theo chương trình.', attendance });
	});
	return id;
}

/** Shown on the portal the day after, by somebody who did not plan it. */
export const showEvent = (call: Call, id: string, day: string, approver: string): Promise<void> =>
	on(call, addDays(day, 1), approver, (call) => publishActivity(call, id));
