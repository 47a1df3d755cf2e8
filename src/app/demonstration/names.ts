import type { Random } from './random.ts';

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
	'Kim',
	'Tạ',
];
const middlesOfMen = ['Văn', 'Đức', 'Minh', 'Quang', 'Hữu', 'Xuân', 'Công', 'Anh', 'Thành', 'Ngọc', 'Mạnh', 'Tiến'];
const middlesOfWomen = ['Thị', 'Thu', 'Ngọc', 'Thanh', 'Hồng', 'Phương', 'Minh', 'Khánh', 'Mai', 'Kim'];
const men = [
	'An',
	'Bình',
	'Cường',
	'Dũng',
	'Đạt',
	'Hà',
	'Hải',
	'Hiếu',
	'Hòa',
	'Hùng',
	'Khang',
	'Lâm',
	'Long',
	'Nam',
	'Phúc',
	'Quân',
	'Sơn',
	'Thắng',
	'Tuấn',
	'Việt',
];
const women = [
	'Ánh',
	'Châu',
	'Chi',
	'Dung',
	'Giang',
	'Hạnh',
	'Hoa',
	'Hương',
	'Lan',
	'Linh',
	'Ly',
	'Nga',
	'Nhung',
	'Oanh',
	'Quyên',
	'Thảo',
	'Thủy',
	'Trang',
	'Vân',
	'Yến',
];

/** A name that nobody need bear: put together by chance. */
export const inventedName = (random: Random): string =>
	random.chance(0.3)
		? `${random.pick(families)} ${random.pick(middlesOfWomen)} ${random.pick(women)}`
		: `${random.pick(families)} ${random.pick(middlesOfMen)} ${random.pick(men)}`;

const ranks = ['Hạ sĩ', 'Trung sĩ', 'Thượng sĩ', 'Thiếu úy', 'Trung úy', 'Thượng úy', 'Đại úy', 'Thiếu tá', 'Trung tá'];

export const inventedRank = (random: Random): string => random.pick(ranks);
