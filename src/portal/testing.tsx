import { Hono } from 'hono';
import { sql } from 'kysely';
import { PageStore, portalOn, type Call, type House } from '#platform';
import { PortalPage, written } from '#ui';
import { portalFrame, portalRoutes } from './index.ts';

/** The portal of a house, as `app` puts it together, without what stands around every request. */
export function portalApp(house: House): Hono {
	const app = new Hono();
	const page: Parameters<typeof portalOn>[1]['page'] = async (call, request, view) =>
		written(
			<PortalPage frame={await portalFrame(call, request)} {...view}>
				{view.body}
			</PortalPage>,
		);
	portalRoutes(portalOn(app, { house, pages: new PageStore(), page }));
	app.onError((error, c) => c.text(String(error), 'status' in error ? (error.status as 404) : 500));
	return app;
}

/** Units under a root that never change; their names follow from their place: 1 is the root. */
export async function plantUnits(call: Call, names: readonly string[]): Promise<void> {
	await sql`insert into unit (born, publishable) select '2020-01-01', true from generate_series(1, ${names.length}::int)`.execute(
		call.db,
	);
	await sql`insert into unit_name (unit_id, tree, name, kind, code, valid)
		select place, 'main', name, 'x', place::text, '[2020-01-01,)'
		from unnest(${names}::text[]) with ordinality as said (name, place)`.execute(call.db);
	await sql`insert into unit_parent (unit_id, parent_id, valid)
		select id, case when id > 1 then 1 end, '[2020-01-01,)' from unit`.execute(call.db);
	await sql`insert into unit_heir (unit_id, during, heir_id, share, principal, valid)
		select id, '[2020-01-01,)', id, 1, true, '[2020-01-01,)' from unit`.execute(call.db);
	await sql`insert into unit_standing (unit_id, node_id, valid)
		select id, id, daterange '[2020-01-01,)' from unit union all
		select id, 1, daterange '[2020-01-01,)' from unit where id > 1`.execute(call.db);
}

/** Gives every unit a plan in the first campaign and brings all of them into force. */
export async function issuePlans(call: Call, fill: (call: Call) => Promise<unknown> = async () => {}): Promise<void> {
	await sql`insert into plan (campaign_id, unit_id) select 1, id from unit`.execute(call.db);
	await sql`insert into plan_text (plan_id, purpose) select id, 'Nội dung nội bộ' from plan`.execute(call.db);
	await fill(call);
	await sql`update plan set state = 'inReview'`.execute(call.db);
	await sql`update plan set state = 'signed', number = 5, symbol = 'KH-CQ', signed_on = '2025-01-02',
		signer_name = 'Người Ký', signer_position = 'Thủ trưởng'`.execute(call.db);
	await sql`update plan set state = 'issued', issued_on = '2025-01-03'`.execute(call.db);
}
