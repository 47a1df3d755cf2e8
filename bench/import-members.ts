import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atMost, type Bench } from './bench.ts';
import { randomFrom } from './random.ts';

/** Members of the whole body, by the real import in a process of its own. */
export const importMembers: Bench = {
	name: 'import',
	needs: ['tree'],
	keeps: true,
	async run(bed) {
		const count = Math.round(300_000 * bed.scale);
		const file = join(bed.directory, 'members.csv');
		const { rows } = await bed.db.query<{ code: string; depth: string }>(
			`select code, (select count(*) from unit_closure c where c.descendant = n.unit_id) as depth from unit_name n order by code`,
		);
		await writeFile(file, membersOf(count, rows));
		const { seconds, megabytes } = await bed.vidan('members', 'import', file, '--on', '2017-07-01');
		const what = `import of ${count.toLocaleString('en')} members`;
		return [atMost(`${what}: time`, seconds, 60, 's'), atMost(`${what}: memory of the process`, megabytes, 512, 'MB')];
	},
};

/** More than half serve in communes, the others in districts and above, as the depth of the unit says. */
function membersOf(count: number, units: readonly { code: string; depth: string }[]): string {
	const random = randomFrom(1);
	const byDepth = Map.groupBy(units, ({ depth }) => Number(depth));
	const lines = ['number,full_name,unit_code,position,rank,exempt_reason'];
	for (let number = 1; number <= count; number++) {
		const depth = random.pick([2, 3, 3, 3, 4, 4, 4, 4, 4, 4]);
		const unit = random.pick(byDepth.get(depth)!).code;
		const name = `${random.pick(families)} ${random.pick(middles)} ${random.pick(given)}`;
		const exempt = number % 70 === 0 ? 'Học tập trung dài hạn' : '';
		lines.push(`${String(number).padStart(6, '0')},${name},${unit},Cán bộ,${random.pick(ranks)},${exempt}`);
	}
	return `${lines.join('\n')}\n`;
}

const families = [
	'Nguyễn',
	'Trần',
	'Lê',
	'Phạm',
	'Hoàng',
	'Phan',
	'Vũ',
	'Đặng',
	'Bùi',
	'Đỗ',
	'Hồ',
	'Ngô',
	'Dương',
	'Lý',
];
const middles = ['Văn', 'Đức', 'Minh', 'Quang', 'Hữu', 'Thị', 'Thu', 'Ngọc', 'Thanh', 'Hồng', 'Phương', 'Xuân'];
const given = ['An', 'Bình', 'Cường', 'Dũng', 'Hà', 'Hải', 'Hiếu', 'Hùng', 'Lan', 'Linh', 'Nga', 'Phúc', 'Thảo', 'Yến'];
const ranks = ['Hạ sĩ', 'Trung sĩ', 'Thượng sĩ', 'Thiếu úy', 'Trung úy', 'Thượng úy', 'Đại úy', 'Thiếu tá', 'Trung tá'];
