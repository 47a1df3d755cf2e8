import { atMost, type Bench } from './bench.ts';
import { browser } from './http.ts';
import { appoint, cookieOf, headsAtTheTop, signIn } from './signed-in.ts';
import { campaign } from './tree.ts';

/** Everybody of the body is asked for a commitment, by one form. */
export const issue: Bench = {
	name: 'issue',
	needs: ['import'],
	keeps: true,
	async run(bed) {
		await appoint(bed);
		const [head] = await headsAtTheTop(bed);
		await signIn(bed, [head!.userName]);
		const { rows } = await bed.db.query<{ id: number; day: string; year: number }>(
			`select id, current_date::text as day, extract(year from current_date)::int as year from campaign where slug = $1`,
			[campaign],
		);
		const { id, day, year } = rows[0]!;
		const asked = browser((await bed.server()).origin, () => cookieOf(head!.userName));
		const began = performance.now();
		const answer = await asked.post('/lam-viec/cam-ket/phat-hanh', {
			campaign: String(id),
			unit: String(head!.unitId),
			year: String(year),
			referenceOn: day,
			dueOn: `${year}-12-31`,
			title: 'Bản cam kết',
			areas: 'Học tập\nThái độ phục vụ\nKỷ luật',
		});
		const seconds = (performance.now() - began) / 1_000;
		asked.close();
		if (answer.status !== 303) throw new Error(`issuing was answered with ${answer.status}`);
		const { rows: made } = await bed.db.query<{ count: number }>('select count(*)::int as count from commitment');
		const members = made[0]!.count.toLocaleString('en');
		return [atMost(`issue of ${members} commitments, over HTTP`, seconds, 30, 's')];
	},
};
