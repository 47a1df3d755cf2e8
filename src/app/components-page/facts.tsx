import {
	ChartFigure,
	Checklist,
	Deadline,
	Diff,
	Facts,
	Figure,
	Figures,
	Notice,
	Part,
	Progress,
	State,
	Steps,
	Tabs,
	Timeline,
	Tree,
} from '#ui';
import { sampleCharts } from './charts.ts';

const today = '2026-03-24';
const now = new Date('2026-03-24T03:00:00Z');

/** Everything that shows and does not ask. */
export const EveryFact = () => (
	<>
		<Tabs
			label="Kế hoạch"
			path="/ke-hoach/12"
			tabs={[
				{ href: '/ke-hoach/12', label: 'Nội dung' },
				{ href: '/ke-hoach/12/nhiem-vu', label: 'Nhiệm vụ', count: 24 },
				{ href: '/ke-hoach/12/don-vi', label: 'Đơn vị cấp dưới', count: 162 },
				{ href: '/ke-hoach/12/lich-su', label: 'Lịch sử' },
			]}
		/>
		<Steps
			label="Vòng đời của kế hoạch"
			steps={[
				{ label: 'Soạn thảo', state: 'done', detail: '02/02/2026' },
				{ label: 'Đã ký', state: 'done', detail: '20/02/2026' },
				{ label: 'Đang thực hiện', state: 'now' },
				{ label: 'Tổng kết', state: 'later' },
			]}
		/>
		<Part title="Số liệu">
			<Figures>
				<Figure
					label="Cam kết đã xác nhận"
					period="Quý I/2026"
					value={{ numerator: 2874, denominator: 2991 }}
					target={95}
					previous={{ numerator: 2610, denominator: 2950 }}
					asOf={new Date('2026-03-24T02:59:30Z')}
					now={now}
					href="/dev/components"
				/>
				<Figure
					label="Buổi học tập, quán triệt"
					period="Quý I/2026"
					value={148}
					target={160}
					previous={151}
					asOf={new Date('2026-03-24T02:55:00Z')}
					now={now}
					href="/dev/components"
				/>
				<Figure
					label="Lượt người dự"
					period="Quý I/2026"
					value={12408.5}
					estimated
					asOf={new Date('2026-03-23T03:00:00Z')}
					now={now}
				/>
				<Figure label="Giao ước thi đua" period="Năm 2026" value={{ numerator: 0, denominator: 0 }} />
			</Figures>
		</Part>
		<div class="part">
			<Checklist
				title="Bắt đầu với đơn vị của bạn"
				items={[
					{ label: 'Xem kế hoạch của cấp trên', done: true, href: '/dev/components' },
					{
						label: 'Lập kế hoạch của đơn vị',
						done: false,
						href: '/dev/components',
						hint: 'Hạn 31/03/2026, còn 7 ngày',
					},
					{ label: 'Tổ chức lễ phát động', done: false, href: '/dev/components' },
				]}
			/>
		</div>
		<Part title="Trạng thái và thời hạn">
			<p class="buttons">
				<State kind="open">Chưa bắt đầu</State>
				<State kind="running">Đang thực hiện</State>
				<State kind="done">Đã xác nhận</State>
				<State kind="soon">Sắp đến hạn</State>
				<State kind="late">Quá hạn</State>
				<State kind="stopped">Đã hủy</State>
			</p>
			<p class="buttons">
				<Deadline due="2026-03-20" today={today} doneOn="2026-03-19" />
				<Deadline due="2026-03-20" today={today} doneOn="2026-03-22" />
				<Deadline due="2026-06-30" today={today} />
				<Deadline due="2026-03-26" today={today} />
				<Deadline due="2026-03-24" today={today} />
				<Deadline due="2026-03-12" today={today} />
			</p>
			<Notice kind="info">Kế hoạch cấp trên đã được sửa ngày 20/03/2026.</Notice>
			<Notice kind="warning" title="Nhiệm vụ 3 của cấp trên đã thay đổi">
				Xem khác biệt rồi chọn tiếp nhận hoặc giữ bản của đơn vị.
			</Notice>
			<Notice kind="problem" title="Chưa gửi được vì mất mạng">
				Nội dung vẫn còn ở đây; bấm Gửi lại khi có mạng.
			</Notice>
			<Progress label="Đang nhập danh sách cán bộ, chiến sĩ" done={128_400} total={300_000} />
			<Progress label="Đang tính lại số liệu theo tổ chức hiện nay" done={0} />
		</Part>
		<Part title="Thông tin">
			<Facts
				rows={[
					['Số, ký hiệu', '12/KH-CAT-PC06'],
					['Đơn vị chủ trì', <a href="/dev/components">Phòng Cảnh sát quản lý hành chính về trật tự xã hội</a>],
					['Ngày ký', '20/02/2026'],
					['Người ký', null],
				]}
			/>
		</Part>
		<Part title="Cây đơn vị">
			<Tree
				label="Cây đơn vị"
				nodes={[
					{
						label: 'Cơ quan minh họa tỉnh Phú Thọ',
						href: '/dev/components',
						detail: '25',
						open: true,
						children: [
							{
								label: 'Phòng Cảnh sát quản lý hành chính về trật tự xã hội',
								href: '/dev/components',
								detail: 'PC06',
								current: true,
							},
							{
								label: 'Các xã, phường thuộc Vĩnh Phúc cũ',
								href: '/dev/components',
								children: [
									{ label: 'Xã Tam Đảo', href: '/dev/components', detail: '08914' },
									{ label: 'Phường Vĩnh Yên', href: '/dev/components', detail: '08707' },
								],
							},
							{ label: 'Phòng Công tác chính trị', href: '/dev/components', detail: 'PX03', more: 4 },
						],
					},
				]}
			/>
		</Part>
		<Part title="Biểu đồ">
			<ChartFigure
				title="Tỷ lệ cam kết theo tháng: đã gần chỉ tiêu 90%"
				chart={sampleCharts['trend']!}
				src="/dev/components/charts/trend.svg"
				note="Toàn tỉnh, 12 tháng đến 3/2026"
			/>
			<ChartFigure
				title="Xã Tam Đảo còn cách chỉ tiêu 26 điểm"
				chart={sampleCharts['bars']!}
				src="/dev/components/charts/bars.svg"
			/>
			<ChartFigure
				title="Lượt người dự học tập"
				chart={sampleCharts['columns']!}
				src="/dev/components/charts/columns.svg"
			/>
		</Part>
		<Part title="Lịch sử">
			<Timeline
				entries={[
					{
						at: '2026-03-20T02:10:00Z',
						title: 'Sửa thời hạn nhiệm vụ 3',
						who: 'Nguyễn Thị Minh Nguyệt, cán bộ đầu mối',
					},
					{
						at: '2026-02-20',
						title: 'Ký ban hành',
						detail: 'Số 12/KH-CAT-PC06',
						who: 'Trần Văn Bình, trưởng phòng',
					},
					{ at: '2026-02-02', title: 'Tạo từ kế hoạch của cấp trên' },
				]}
			/>
		</Part>
		<Part title="Khác biệt">
			<Diff
				before="Tổ chức ít nhất 02 buổi học tập, quán triệt trước ngày 30/4/2026."
				after="Tổ chức ít nhất 03 buổi học tập, quán triệt, có bài thu hoạch, trước ngày 15/5/2026."
			/>
		</Part>
	</>
);
