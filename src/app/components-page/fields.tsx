import {
	ActionForm,
	Button,
	Buttons,
	Checkbox,
	Checkboxes,
	DateField,
	ErrorSummary,
	Fieldset,
	FileField,
	LinkButton,
	NumberField,
	Part,
	Radios,
	Select,
	TextArea,
	TextField,
	typed,
	UnitPicker,
} from '#ui';

const errors = {
	title: 'Nhập tên kế hoạch',
	due: 'Thời hạn phải là một ngày có thật, ví dụ 24/3/2017',
	form: 'Chọn hình thức',
	'': 'Kế hoạch này đã có người khác sửa lúc 09:14. Nội dung của bạn vẫn còn ở đây.',
};

const field = typed(
	{ due: '31/2/2026', slogan: 'Kỷ cương, trách nhiệm, hiệu quả', target: 95, starts: '2026-03-24' },
	errors,
);

const forms = [
	{ value: 'meeting', label: 'Trực tiếp', hint: 'Có danh sách điểm danh' },
	{ value: 'online', label: 'Trực tuyến' },
	{ value: 'paper', label: 'Tự đọc tài liệu' },
];

/** Fields: empty, filled, wrong. */
export const EveryField = () => (
	<Part title="Biểu mẫu">
		<ErrorSummary errors={errors} />
		<ActionForm action="/dev/components" files guarded={false}>
			<TextField {...field('title')} label="Tên kế hoạch" hint="Viết như trên văn bản, không viết tắt" />
			<TextField {...field('slogan')} label="Phương châm" optional />
			<TextArea {...field('purpose')} label="Mục đích, yêu cầu" optional />
			<DateField {...field('due')} label="Thời hạn" />
			<DateField {...field('starts')} label="Bắt đầu" />
			<NumberField {...field('target')} label="Chỉ tiêu" unit="%" />
			<Select
				{...field('measure')}
				label="Nhóm biện pháp"
				choices={[
					{ value: '1', label: 'Đợt sinh hoạt chính trị' },
					{ value: '2', label: 'Tuyên truyền, giáo dục chính trị tư tưởng' },
				]}
			/>
			<Radios {...field('form')} label="Hình thức" choices={forms} />
			<Checkboxes
				name="unions"
				label="Đơn vị phối hợp"
				optional
				values={['youth']}
				choices={[
					{ value: 'youth', label: 'Đoàn thanh niên' },
					{ value: 'women', label: 'Hội phụ nữ' },
				]}
			/>
			<UnitPicker
				name="lead"
				label="Đơn vị chủ trì"
				source="/dev/components/units.json"
				words="tam"
				chosen={{
					value: 'PC06',
					label: 'Phòng Cảnh sát quản lý hành chính về trật tự xã hội',
					detail: 'PC06 · tỉnh Phú Thọ',
				}}
				found={[
					{ value: '08914', label: 'Xã Tam Đảo', detail: '08914 · tỉnh Phú Thọ' },
					{ value: '08908', label: 'Xã Tam Dương', detail: '08908 · tỉnh Phú Thọ' },
				]}
			/>
			<Fieldset title="Bản giấy" hint="Chỉ khi người cam kết ký trên giấy.">
				<FileField name="scan" label="Bản chụp" accept=".pdf,image/*" limit="10 MB" optional />
				<Checkbox name="secrecy" label="Tài liệu này không có nội dung thuộc bí mật nhà nước" />
			</Fieldset>
			<Buttons>
				<Button>Lưu kế hoạch</Button>
				<Button weight="plain" name="draft" value="yes">
					Lưu nháp
				</Button>
				<Button weight="danger" icon="trash">
					Xóa bản nháp
				</Button>
				<LinkButton href="/dev/components" weight="quiet">
					Thôi
				</LinkButton>
			</Buttons>
		</ActionForm>
	</Part>
);
