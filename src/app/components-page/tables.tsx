import { formatNumber } from '#words';
import { Deadline, EmptyState, LinkButton, Part, Rate, Table, TableFilter, tableQuery, type Column } from '#ui';

type Row = {
	code: string;
	name: string;
	due: string;
	doneOn?: string;
	tasks: number;
	signed: number;
	strength: number;
};

const units = [
	'Phòng Cảnh sát quản lý hành chính về trật tự xã hội',
	'Công an phường Vĩnh Yên',
	'Công an xã Tam Đảo',
	'Phòng Công tác chính trị',
	'Công an xã Bình Tuyền',
	'Công an phường Phúc Yên',
];

const rows: Row[] = Array.from({ length: 12 }, (_, at) => ({
	code: `0${8700 + at * 17}`,
	name: units[at % units.length]!,
	due: at < 2 ? '2026-03-12' : at < 4 ? '2026-03-26' : '2026-04-30',
	doneOn: at > 8 ? '2026-03-20' : undefined,
	tasks: 7 + at * 113,
	signed: 20 + at * 9,
	strength: 24 + at * 11,
}));

const columns: Column<Row>[] = [
	{ key: 'name', title: 'Đơn vị', cell: (row) => row.name, text: (row) => row.name, sortable: true },
	{ key: 'code', title: 'Mã', cell: (row) => row.code, text: (row) => row.code },
	{
		key: 'due',
		title: 'Thời hạn',
		cell: (row) => <Deadline due={row.due} today="2026-03-24" doneOn={row.doneOn} />,
		sortable: true,
	},
	{
		key: 'tasks',
		title: 'Nhiệm vụ',
		cell: (row) => formatNumber(row.tasks),
		text: (row) => row.tasks,
		align: 'end',
		sortable: true,
	},
	{
		key: 'rate',
		title: 'Đã ký cam kết',
		cell: (row) => <Rate numerator={row.signed} denominator={row.strength} />,
		align: 'end',
		sortable: true,
	},
];

/** Tables: with rows, with one, with none, and filtered to none. */
export const EveryTable = ({ address, path }: { address: Record<string, string>; path: string }) => {
	const query = tableQuery(address, ['due', 'name', 'tasks', 'rate'], 'asc', ['kind']);
	return (
		<>
			<Part title="Đơn vị cấp dưới">
				<Table
					caption="Đơn vị cấp dưới"
					columns={columns}
					rows={rows}
					query={query}
					path={path}
					total={10_035}
					rowHref={(row) => `#${row.code}`}
					rowState={(row) => (row.due < '2026-03-24' ? 'late' : row.due < '2026-04-01' ? 'soon' : undefined)}
					filter="Lọc theo tên hoặc mã đơn vị"
					filters={
						<TableFilter
							name="kind"
							label="Loại đơn vị"
							all="Mọi loại"
							choices={[
								{ value: 'commune', label: 'Xã, phường' },
								{ value: 'department', label: 'Phòng' },
							]}
							query={query}
						/>
					}
					csv
				/>
			</Part>
			<Part title="Một dòng, không sắp xếp">
				<Table caption="Một dòng" columns={columns.slice(0, 2)} rows={rows.slice(0, 1)} />
			</Part>
			<Part title="Lọc không thấy">
				<Table
					caption="Không thấy"
					columns={columns}
					rows={[]}
					query={{ ...query, q: 'Tam Dảo' }}
					path={path}
					total={0}
					filter="Lọc"
				/>
			</Part>
			<Part title="Chưa có gì">
				<Table
					caption="Kế hoạch"
					columns={columns}
					rows={[]}
					empty={
						<EmptyState
							title="Chưa có kế hoạch nào"
							action={
								<LinkButton href="/dev/components" icon="plus">
									Lập kế hoạch
								</LinkButton>
							}
						>
							Kế hoạch của đơn vị sẽ ở đây. Bắt đầu từ kế hoạch của cấp trên để không phải nhập lại nhiệm vụ.
						</EmptyState>
					}
				/>
			</Part>
		</>
	);
};
