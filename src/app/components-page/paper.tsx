import { Confirmation, PlainPage, PrintDocument } from '#ui';

/** The sheet of paper of the development pages: a pledge of two parties. */
export const paperPage = () => (
	<PrintDocument
		superior="Cơ quan minh họa trung ương"
		issuer="Khối thi đua số 3"
		place="Vĩnh Phúc"
		date="2017-03-24"
		kind="Bản giao ước thi đua"
		subject="Xây dựng phong cách bản lĩnh, nhân văn, vì nhân dân phục vụ năm 2017"
		back="/dev/components"
		illustration
		signatures={[
			{
				body: 'Công an huyện Tam Đảo',
				position: 'Trưởng Công an huyện',
				name: 'Nguyễn Văn Bình',
				signedOn: 'Đã ký ngày 24/03/2017',
			},
			{
				body: 'Phòng Cảnh sát quản lý hành chính về trật tự xã hội',
				authority: 'KT. Trưởng phòng',
				position: 'Phó Trưởng phòng',
			},
		]}
	>
		<p>
			Căn cứ Kế hoạch số 12/KH-CAT ngày 20 tháng 02 năm 2017, các đơn vị trong khối thống nhất ký giao ước thi đua với
			những nội dung sau đây.
		</p>
		<h2>I. CÁC PHONG TRÀO</h2>
		<p>Mỗi đơn vị tổ chức lễ phát động trước ngày 30 tháng 3 năm 2017 và sơ kết trước ngày 30 tháng 6 năm 2017./.</p>
		<table>
			<thead>
				<tr>
					<th>Chỉ tiêu</th>
					<th>Đơn vị tính</th>
					<th>Kế hoạch</th>
				</tr>
			</thead>
			<tbody>
				<tr>
					<td>Cán bộ, chiến sĩ ký cam kết</td>
					<td>%</td>
					<td>100</td>
				</tr>
			</tbody>
		</table>
	</PrintDocument>
);

/** A confirmation, as a page and, through `<ConfirmLink>`, as a dialog. */
export const confirmationPage = () => (
	<PlainPage title="Đóng kế hoạch 12/KH-CAT-PC06?" body="Cơ quan minh họa tỉnh Phú Thọ" illustration>
		<Confirmation action="/dev/components" confirm="Đóng kế hoạch 12/KH-CAT-PC06" back="/dev/components" danger>
			<p>Sau khi đóng, không ai thêm hay sửa nhiệm vụ được nữa. 3 nhiệm vụ chưa xong sẽ được ghi là chưa hoàn thành.</p>
		</Confirmation>
	</PlainPage>
);
