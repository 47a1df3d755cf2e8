import { createAccount, grantPost, hashPassword } from '#access';
import { enterMember } from '#people';
import type { House } from '#platform';
import { plantTree } from '../../src/people/testing.ts';
import { asOperator } from '../../src/platform/testing.ts';

/** A ministry, two provinces, three communes: each with its parent. */
const units = {
	'Bộ Mẫu': null,
	'Tỉnh Đông': 'Bộ Mẫu',
	'Tỉnh Tây': 'Bộ Mẫu',
	'Xã Thượng': 'Tỉnh Đông',
	'Xã Hạ': 'Tỉnh Đông',
	'Xã Trung': 'Tỉnh Tây',
} as const;
export type UnitName = keyof typeof units;

/** Who signs in: eight people, by user name. */
export const people = {
	'daumoi.bo': { name: 'Trần Thị Lan', unit: 'Bộ Mẫu', role: 'focalOfficer', position: 'Cán bộ đầu mối' },
	'thutruong.bo': { name: 'Lê Văn Sơn', unit: 'Bộ Mẫu', role: 'unitHead', position: 'Cục trưởng' },
	'daumoi.dong': { name: 'Phạm Thị Hoa', unit: 'Tỉnh Đông', role: 'focalOfficer', position: 'Cán bộ đầu mối' },
	'thutruong.dong': { name: 'Hoàng Văn Bình', unit: 'Tỉnh Đông', role: 'unitHead', position: 'Giám đốc' },
	'daumoi.thuong': { name: 'Vũ Thị Mai', unit: 'Xã Thượng', role: 'focalOfficer', position: 'Cán bộ đầu mối' },
	'thutruong.thuong': { name: 'Đỗ Văn Hùng', unit: 'Xã Thượng', role: 'unitHead', position: 'Trưởng Công an xã' },
	'thutruong.ha': { name: 'Ngô Văn Dũng', unit: 'Xã Hạ', role: 'unitHead', position: 'Trưởng Công an xã' },
	'canbo.thuong': { name: 'Bùi Văn Nam', unit: 'Xã Thượng', role: undefined, position: 'Cán bộ' },
} as const satisfies Record<string, { name: string; unit: UnitName; role: string | undefined; position: string }>;
export type UserName = keyof typeof people;

export const password = 'vì nhân dân phục vụ 8';

/** Plants the units and lets the people in; the rest is done by them, in the browser. */
export async function settle(house: House): Promise<void> {
	const passwordHash = await hashPassword(password);
	await asOperator(house, async (call) => {
		const id = await plantTree(call, units);
		for (const [userName, { name, unit, role, position }] of Object.entries(people)) {
			const unitId = id[unit];
			const person = { number: userName, fullName: name, rank: null, email: null };
			const memberId = await enterMember(call, { ...person, unitId, position, on: '2016-01-01' });
			const accountId = await createAccount(call, { userName, displayName: name, memberId, passwordHash });
			if (role) await grantPost(call, { accountId, role, unitId, from: '2016-01-01' });
		}
	});
}
