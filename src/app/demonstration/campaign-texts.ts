/** What the two demonstration campaigns say. The calendar of the first is the real one of 2017; every word is ours. */
export const campaign2017 = {
	slug: 'ban-linh-nhan-van-2017',
	title: 'Xây dựng phong cách bản lĩnh, nhân văn, vì nhân dân phục vụ',
	titleEn: 'Build a style that is steadfast, humane and serves the people',
	slogan: 'Bản lĩnh, nhân văn, vì nhân dân phục vụ',
	purpose:
		'Mỗi cán bộ, chiến sĩ nói và làm đúng mực với người dân; việc gì người dân góp ý thì được xem xét, trả lời và sửa. Đơn vị nào cũng có việc làm cụ thể, có ngày xong và có người chịu trách nhiệm.',
	purposeEn:
		'Every member speaks and acts properly towards the public; what people point out is looked into, answered and put right. Every unit has concrete work, a date and somebody who answers for it.',
	startsOn: '2016-12-19',
	endsOn: '2017-12-31',
} as const;

export const campaign2025 = {
	slug: 'vi-nhan-dan-phuc-vu',
	title: 'Bản lĩnh, nhân văn, vì nhân dân phục vụ: giữ lời với người dân',
	titleEn: 'Steadfast, humane, serving the people: keeping our word',
	slogan: 'Giữ lời với người dân',
	purpose:
		'Sau khi sắp xếp lại tổ chức, nơi nào người dân đến cũng được tiếp đúng mực, được hướng dẫn một lần cho đủ và được trả lời đúng hẹn. Mỗi cán bộ, chiến sĩ cam kết việc mình sẽ làm và được nhắc về chính lời cam kết đó.',
	purposeEn:
		'After the re-organisation people are received properly wherever they come, told once what is needed, and answered on time. Every member commits to concrete work and is reminded of that very promise.',
	startsOn: '2025-01-02',
	endsOn: '2026-12-31',
} as const;

/** The tasks of a root plan: measure by position from 1, what, product, metric, target, due in the first and the second campaign. */
export const rootTasks = [
	[
		1,
		'Tổ chức đợt sinh hoạt chính trị cho toàn thể cán bộ, chiến sĩ về nội dung cuộc vận động',
		'Buổi học tập, danh sách dự học',
		'studySession',
		2,
		'2017-04-30',
		'2025-04-30',
	],
	[
		1,
		'Mỗi cán bộ, chiến sĩ viết và thực hiện bản cam kết cá nhân',
		'Bản cam kết có xác nhận của chỉ huy',
		'commitmentConfirmed',
		100,
		'2017-05-31',
		'2026-03-31',
	],
	[
		2,
		'Phát động cuộc vận động và ký giao ước thi đua giữa các đơn vị',
		'Lễ phát động, bản giao ước',
		'pledgeSigned',
		1,
		'2017-03-31',
		'2025-03-31',
	],
	[
		3,
		'Tổ chức hội thảo, xây dựng quy tắc ứng xử với người dân tại nơi tiếp dân',
		'Bộ quy tắc được ban hành',
		'workshop',
		1,
		'2017-08-31',
		'2025-09-30',
	],
	[
		4,
		'Tập huấn kỹ năng giao tiếp và pháp luật về tiếp công dân',
		'Lớp tập huấn',
		'trainingClass',
		2,
		'2017-09-30',
		'2026-06-30',
	],
	[
		5,
		'Gửi phiếu lấy ý kiến tổ chức và người dân về tinh thần, thái độ phục vụ',
		'Phiếu thu về, bản tổng hợp ý kiến',
		null,
		1,
		'2017-11-15',
		'2026-11-15',
	],
	[6, 'Giới thiệu gương người tốt, việc tốt trên cổng thông tin', 'Tin, bài', null, 12, '2017-12-15', '2026-12-15'],
	[
		7,
		'Người đứng đầu nêu gương: trực tiếp tiếp công dân và trả lời ý kiến đúng hạn',
		'Báo cáo kết quả',
		null,
		12,
		'2017-12-15',
		'2026-12-15',
	],
] as const;

/** What a member's commitment is about. */
export const areas = [
	{
		title: 'Lời nói, thái độ khi tiếp người dân',
		hint: 'Chào hỏi, lắng nghe, giải thích; việc cụ thể ở vị trí của đồng chí.',
	},
	{ title: 'Trách nhiệm và thời hạn giải quyết công việc', hint: 'Việc gì xong trong bao lâu; báo thế nào khi chậm.' },
	{ title: 'Kỷ luật, điều lệnh và nêu gương', hint: 'Giờ giấc, trang phục, nội vụ; điều đồng chí sẽ sửa.' },
];

export const commitmentTexts = {
	understanding: [
		'Tôi hiểu rằng người dân đánh giá cơ quan qua từng lần tiếp xúc với mỗi người chúng tôi.',
		'Tôi hiểu việc giữ lời hẹn với người dân là thước đo đầu tiên của cuộc vận động.',
		'Tôi đã học tập kế hoạch của đơn vị và thấy rõ phần việc của mình.',
	],
	areas: [
		[
			'Chào hỏi trước, xưng hô đúng mực, không ngắt lời người dân.',
			'Giải thích bằng lời dễ hiểu, đưa giấy hẹn có ghi rõ ngày.',
			'Hướng dẫn một lần cho đủ giấy tờ, không để người dân đi lại nhiều lần.',
		],
		[
			'Giải quyết hồ sơ trong ngày; việc khó báo chỉ huy ngay và hẹn lại bằng văn bản.',
			'Trả lời ý kiến trong ba ngày làm việc.',
			'Chậm hẹn thì gọi xin lỗi và hẹn lại trước khi quá hạn.',
		],
		[
			'Mặc đúng trang phục, đến sớm mười phút để chuẩn bị nơi tiếp dân.',
			'Không sử dụng điện thoại riêng khi đang tiếp dân.',
			'Giữ nơi làm việc ngăn nắp, hồ sơ để đúng chỗ.',
		],
	],
	works: [
		'Làm bảng hướng dẫn thủ tục tại nơi tiếp dân',
		'Rà lại toàn bộ hồ sơ quá hẹn và gọi cho từng người',
		'Học xong lớp kỹ năng giao tiếp',
		'Giúp hai đồng chí mới quen việc',
	],
	/** How it was kept, in the author's own words. */
	kept: [
		{ result: 'kept', text: 'Các việc đã hứa làm xong đúng hẹn; không có ý kiến phải xin lỗi.' },
		{ result: 'kept', text: 'Đúng giờ, đúng hẹn cả năm; việc cụ thể làm xong trước hạn mười ngày.' },
		{ result: 'partly', text: 'Còn hai lần trả lời chậm, đều đã gọi xin lỗi và hẹn lại.' },
		{ result: 'partly', text: 'Lớp kỹ năng mới học được một nửa, xin học tiếp trong năm sau.' },
	],
} as const;

export const studyDocuments = [
	{ title: 'Kế hoạch cuộc vận động (bản minh họa)', link: 'https://example.org/ke-hoach-minh-hoa' },
	{ title: 'Quy tắc ứng xử khi tiếp công dân (bản minh họa)', link: 'https://example.org/quy-tac-minh-hoa' },
];
