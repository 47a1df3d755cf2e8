import { csvLine } from '#platform';
import type { Places } from '#organisation';
import { departmentCode, departments, phuTho, vinhPhuc } from './bodies.ts';
import { inventedName, inventedRank } from './names.ts';
import { randomFrom } from './random.ts';

export type DemonstrationMember = {
	number: string;
	fullName: string;
	unitCode: string;
	position: string;
	rank: string;
};

/** About 3,000 invented members: the two shown provinces with their departments, and the districts and communes of one. */
export function inventMembers(places: Places): DemonstrationMember[] {
	const random = randomFrom(2017);
	const members: DemonstrationMember[] = [];
	const staff = (unitCode: string, size: number, head: string, others: readonly string[]) => {
		for (let at = 0; at < size; at++) {
			const number = `MH-${String(members.length + 1).padStart(5, '0')}`;
			const position = at === 0 ? head : at === 1 ? 'Cán bộ đầu mối' : random.pick(others);
			members.push({ number, fullName: inventedName(random), unitCode, position, rank: inventedRank(random) });
		}
	};
	staff('VN', 9, 'Thủ trưởng cơ quan', ['Phó thủ trưởng', 'Trợ lý']);
	for (const province of [vinhPhuc, phuTho]) {
		staff(province, 8, 'Giám đốc', ['Phó giám đốc', 'Trợ lý']);
		for (const [number] of departments) {
			staff(departmentCode(province, number), 28, 'Trưởng phòng', ['Phó trưởng phòng', 'Cán bộ', 'Chuyên viên']);
		}
	}
	const districts = places.districts.filter(({ province_code }) => province_code === vinhPhuc).map(({ code }) => code);
	for (const code of districts) staff(code, 36, 'Trưởng cơ quan huyện', ['Đội trưởng', 'Cán bộ']);
	for (const { code, district_code } of places.communes) {
		if (districts.includes(district_code)) staff(code, 14, 'Trưởng cơ quan xã', ['Cán bộ', 'Cán bộ tiếp dân']);
	}
	return members;
}

/** The members as a file for `members import`. */
export const membersFile = (members: readonly DemonstrationMember[]): string =>
	[
		['number', 'full_name', 'unit_code', 'position', 'rank', 'exempt_reason'],
		...members.map((member, at) => [
			member.number,
			member.fullName,
			member.unitCode,
			member.position,
			member.rank,
			at % 70 === 69 ? 'Học tập trung dài hạn' : '',
		]),
	]
		.map((row) => `${csvLine(row)}\n`)
		.join('');

/** When the districts end, their members go out to the communes, in turn. */
export function postedToCommunes(members: readonly DemonstrationMember[], places: Places): DemonstrationMember[] {
	const communes = Map.groupBy(places.communes, ({ district_code }) => district_code);
	let turn = 0;
	return members.flatMap((member) => {
		const near = member.unitCode.length === 3 ? communes.get(member.unitCode) : undefined;
		return near ? [{ ...member, unitCode: near[turn++ % near.length]!.code, position: 'Cán bộ' }] : [];
	});
}
