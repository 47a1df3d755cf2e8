import { csvLine } from '#platform';
import type { NationalDocument, Places } from '#organisation';

/** What the invented body at a real place is called. No real agency has such a name. */
export const nameOfBody = (place: Places['provinces'][number]): string =>
	`Cơ quan minh họa ${place.full_name.charAt(0).toLowerCase()}${place.full_name.slice(1)}`;

/** The former Vĩnh Phúc, shown with its whole tree, and Phú Thọ, into which it went. */
export const vinhPhuc = '26';
export const phuTho = '25';

/** The invented departments of a shown province: number and name. */
export const departments = [
	['01', 'Phòng Tham mưu'],
	['02', 'Phòng Công tác chính trị'],
	['03', 'Phòng Tổ chức cán bộ'],
	['04', 'Phòng Kiểm tra điều lệnh'],
	['05', 'Phòng Tiếp công dân'],
	['06', 'Phòng Quản lý hành chính về trật tự xã hội'],
	['07', 'Phòng Quản lý xuất nhập cảnh'],
	['08', 'Phòng Giao thông'],
	['09', 'Phòng Phòng cháy, chữa cháy và cứu nạn, cứu hộ'],
	['10', 'Phòng Hậu cần'],
	['11', 'Phòng Hồ sơ'],
	['12', 'Phòng Thông tin và truyền thông'],
] as const;

export const departmentCode = (province: string, number: string): string => `${province}-P${number}`;

/** The departments of both provinces, since 2016; a file for `units import`. */
export function departmentsOf2016(): NationalDocument {
	const rows = [vinhPhuc, phuTho].flatMap((province) =>
		departments.map(([number, name]) => [departmentCode(province, number), name, 'phong', province, '', 'true']),
	);
	return {
		on: '2016-01-01',
		decision: '',
		csv: lines(['code', 'name', 'kind', 'parent_code', 'short', 'publishable'], rows),
	};
}

/** On 1 July 2025 each department of Vĩnh Phúc passes into its like of Phú Thọ. */
export function withDepartments(merger: NationalDocument): NationalDocument {
	const rows = departments.map(([number]) => [
		'merge',
		departmentCode(vinhPhuc, number),
		departmentCode(phuTho, number),
		'',
		'',
		'',
		'',
		'',
	]);
	return { ...merger, csv: merger.csv + rows.map((row) => `${csvLine(row)}\n`).join('') };
}

const lines = (head: string[], rows: string[][]): string => [head, ...rows].map((row) => `${csvLine(row)}\n`).join('');
