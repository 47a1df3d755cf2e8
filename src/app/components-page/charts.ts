import type { Chart } from '#ui';

const months = ['4/25', '5/25', '6/25', '7/25', '8/25', '9/25', '10/25', '11/25', '12/25', '1/26', '2/26', '3/26'];

/** The charts of the development page; drawn at `/dev/components/charts/<name>.svg`. */
export const sampleCharts: Record<string, Chart> = {
	trend: {
		kind: 'trend',
		categories: months,
		categoryTitle: 'Tháng',
		unit: 'percent',
		series: [
			{ name: 'Đã xác nhận', values: [4, 9, 15, 22, 31, 44, 52, 61, 70, 76, 83, 88] },
			{ name: 'Đã ký', values: [12, 20, 31, 40, 52, 60, 71, null, 82, 88, 91, 96] },
			{ name: 'Đã tự soi', values: [0, 1, 2, 4, 8, 12, 19, 24, 33, 41, 48, 55] },
		],
		target: { label: 'Chỉ tiêu', value: 90 },
	},
	bars: {
		kind: 'bars',
		categories: [
			'Phòng Cảnh sát quản lý hành chính về trật tự xã hội',
			'Công an phường Vĩnh Yên',
			'Công an xã Tam Đảo',
			'Phòng Công tác chính trị',
		],
		categoryTitle: 'Đơn vị',
		unit: 'percent',
		series: [{ name: 'Tỷ lệ ký cam kết', values: [98, 87, 64, null] }],
		target: { label: 'Chỉ tiêu', value: 90 },
	},
	columns: {
		kind: 'columns',
		categories: ['Quý II', 'Quý III', 'Quý IV', 'Quý I'],
		categoryTitle: 'Quý',
		series: [
			{ name: '2025', values: [1240, 1430, 1522, 1800] },
			{ name: '2026', values: [1310, 1390, 1701, 2040] },
		],
	},
};
