import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { build, type Rollup } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import type { Call, House } from '#platform';
import { asOperator, testHouse } from '../platform/testing.ts';
import { publishSnapshots } from './index.ts';
import { issuePlans, plantUnits, portalApp } from './testing.tsx';

/** What a phone on a poor line loads before any picture. */
const most = 14 * 1024;
const today = new Date('2025-06-01T08:00:00+07:00');
const provinces = Array.from({ length: 34 }, (_, at) => `Cơ quan minh họa tỉnh số ${at} Vĩnh Phúc Hòa Bình Phú Thọ`);

let house: House;
let style: number;
beforeAll(async () => {
	house = await testHouse({ clock: () => today });
	await asOperator(house, plant, { now: today });
	await asOperator(house, publishSnapshots, { now: today });
	style = await sizeOfStyle();
}, 60_000);

/** A campaign as large as a national one: seven measures, forty tasks of some length, all provinces, a year of events. */
async function plant(call: Call): Promise<void> {
	await plantUnits(call, ['Cơ quan minh họa trung ương', ...provinces]);
	await sql`insert into campaign (slug, unit_id, title, title_en, slogan, purpose, starts_on, ends_on, state, published)
		select 'lon', 1, 'Xây dựng phong cách bản lĩnh, nhân văn, vì nhân dân phục vụ', 'Steadfast, humane, serving the people',
			'Đổi mới, chủ động, kỷ cương, trách nhiệm, hiệu quả', repeat(${words(1)}, 6), '2025-01-01', '2025-12-31', 'running', true`.execute(
		call.db,
	);
	await sql`insert into measure (campaign_id, position, title, product)
		select 1, position, title, product from template_measure where template_key = 'conduct'`.execute(call.db);
	await issuePlans(call, async () => {
		for (let at = 1; at <= 40; at++) {
			await sql`with added as (
					insert into task (plan_id, position) select id, ${at} from plan where unit_id = 1 returning id)
				insert into task_version (task_id, version, measure_id, content, lead_unit_id, due_on, product)
				select id, 1, (${at} % 7) + 1, ${words(at)}, (${at} % 30) + 2, date '2025-01-15' + ${at}::int * 8, ${words(at + 50).slice(0, 60)}
				from added`.execute(call.db);
		}
	});
	await sql`with held as (
			insert into activity (unit_id, kind, title, takes_place_on, state, held_at, published_at)
			select (n % 34) + 1, 'workshop', 'Hội thảo chuyên đề lần thứ ' || n, date '2025-01-10' + n * 3, 'held', now(), now()
			from generate_series(1, 40) n returning id)
		insert into activity_campaign (activity_id, campaign_id) select id, 1 from held`.execute(call.db);
}

/** A sentence that is not the same twice, as real ones are not. */
const words = (seed: number): string =>
	Array.from({ length: 22 }, (_, at) => syllables[(seed * 7 + at * 13 + ((at * seed) % 11)) % syllables.length]).join(
		' ',
	) + '. ';
const syllables =
	'tổ chức học tập quán triệt nâng cao nhận thức trách nhiệm cán bộ chiến sĩ rèn luyện bản lĩnh tác phong đạo đức nghề nghiệp xây dựng tiêu chí quy tắc ứng xử tập huấn giao tiếp lắng nghe ý kiến nhân dân kiểm tra chấn chỉnh khen thưởng gương điển hình'.split(
		' ',
	);

async function sizeOfStyle(): Promise<number> {
	const built = (await build({
		configFile: false,
		logLevel: 'silent',
		publicDir: false,
		build: { write: false, assetsInlineLimit: 0, rolldownOptions: { input: 'src/ui/styles/portal.css' } },
	})) as Rollup.RollupOutput;
	const sheet = built.output.find((file) => file.fileName.endsWith('.css'));
	return gzipSync(String((sheet as Rollup.OutputAsset).source), { level: 9 }).length;
}

test.each(['/', '/en', '/cuoc-van-dong', '/cuoc-van-dong/lon', '/en/cuoc-van-dong/lon', '/lien-he'])(
	'%s and its styles fit into 14 KB',
	async (path) => {
		const page = await portalApp(house).request(path, { headers: { 'Accept-Encoding': 'gzip' } });
		expect(page.status).toBe(200);
		expect((await page.arrayBuffer()).byteLength + style).toBeLessThanOrEqual(most);
	},
);
