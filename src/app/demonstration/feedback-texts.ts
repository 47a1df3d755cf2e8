import type { Topic } from '#feedback';

/** Invented matters as people might write them, each with how it was answered. Nothing here is about a real agency. */
export type Matter = { topic: Topic; matter: string; found: string; done: string };

export const opinions: readonly Matter[] = [
	{
		topic: 'manner',
		matter:
			'Tôi đến làm thủ tục lúc 8 giờ, cán bộ trực nói trống không và bảo chờ, không giải thích chờ việc gì. Đến 10 giờ mới được gọi.',
		found: 'Sổ trực và lịch tiếp dân cho thấy phản ánh đúng: người dân phải chờ hai giờ, không được báo lý do.',
		done: 'Đã xin lỗi, niêm yết thời gian chờ tại quầy và nhắc nhở trước đơn vị.',
	},
	{
		topic: 'responsibility',
		matter: 'Hồ sơ của gia đình tôi đã quá ngày hẹn hai tuần. Gọi điện ba lần đều được trả lời là “đang xem”.',
		found: 'Hồ sơ bị chậm do chuyển nhầm bộ phận; không ai báo cho người dân.',
		done: 'Đã trả kết quả, phân công một người theo dõi hồ sơ quá hẹn mỗi ngày.',
	},
	{
		topic: 'conduct',
		matter: 'Cán bộ tiếp dân to tiếng với một cụ già vì cụ nghe không rõ. Tôi ngồi ở hàng ghế sau, rất buồn.',
		found: 'Làm việc với bộ phận trực ngày hôm đó, xác định có việc to tiếng như phản ánh.',
		done: 'Đơn vị đã đến nhà xin lỗi, rút kinh nghiệm toàn đơn vị và bố trí người hỗ trợ người cao tuổi.',
	},
	{
		topic: 'bearing',
		matter: 'Buổi chiều thứ Sáu, quầy tiếp dân có người mặc không đúng trang phục và hút thuốc trong phòng.',
		found: 'Kiểm tra đột xuất tuần sau đó không thấy lặp lại; lời kể của người trực khớp với phản ánh.',
		done: 'Đã nhắc nhở, đặt biển cấm hút thuốc và kiểm tra trang phục đầu giờ.',
	},
	{
		topic: 'manner',
		matter: 'Đề nghị niêm yết lịch tiếp dân ngoài cổng. Tôi đi 15 km đến nơi mới biết hôm nay nghỉ.',
		found: 'Lịch chỉ niêm yết trong sân, người dân không thấy khi cổng đóng.',
		done: 'Đã niêm yết ngoài cổng và trên cổng thông tin.',
	},
	{
		topic: 'ethics',
		matter: 'Khi nhận giấy tờ, cán bộ gợi ý “bồi dưỡng cho anh em”. Tôi không đưa và được hẹn lại hai lần.',
		found: 'Xác minh với những người làm thủ tục cùng ngày; có căn cứ để xử lý theo quy định.',
		done: 'Đã chuyển người vi phạm khỏi vị trí tiếp dân và xử lý kỷ luật theo thẩm quyền.',
	},
	{
		topic: 'responsibility',
		matter: 'Đường vào khu dân cư mất đèn, hay xảy ra trộm cắp. Chúng tôi đã báo ba tháng nay.',
		found: 'Đơn vị nhận tin nhưng chưa phối hợp với nơi quản lý đèn chiếu sáng.',
		done: 'Đã bố trí tuần tra buổi tối và đề nghị bên quản lý sửa đèn xong trong tháng.',
	},
	{
		topic: 'conduct',
		matter: 'Góp ý: khi mời dân lên làm việc nên gửi giấy mời ghi rõ nội dung, không chỉ gọi điện.',
		found: 'Quy định đã yêu cầu giấy mời; một số tổ chưa làm đúng.',
		done: 'Đã nhắc toàn đơn vị dùng mẫu giấy mời và ghi rõ nội dung làm việc.',
	},
	{
		topic: 'lifestyle',
		matter: 'Gần trụ sở có quán, nhiều hôm giờ nghỉ trưa thấy cán bộ uống rượu bia rồi quay lại làm việc.',
		found: 'Kiểm tra nồng độ cồn đầu giờ chiều trong hai tuần, phát hiện một trường hợp.',
		done: 'Đã phê bình và ký cam kết; tiếp tục kiểm tra định kỳ.',
	},
	{
		topic: 'manner',
		matter: 'Cháu tôi khuyết tật vận động, lối vào có bậc cao, không có ai giúp.',
		found: 'Lối vào chưa có đường dốc; việc hỗ trợ phụ thuộc vào người trực.',
		done: 'Đã lắp đường dốc tạm, phân công người hỗ trợ và lập kế hoạch sửa lối vào.',
	},
];

export const praise: readonly Matter[] = [
	{
		topic: 'conduct',
		matter: 'Tôi đánh rơi ví, được một cán bộ trẻ tìm đến tận nhà trả lại đủ giấy tờ. Gia đình xin cảm ơn.',
		found: 'Đơn vị đã xác nhận việc làm.',
		done: 'Đã biểu dương trước đơn vị.',
	},
	{
		topic: 'manner',
		matter: 'Đi làm giấy tờ cho mẹ 82 tuổi, các anh chị mời ngồi, rót nước và làm ngay tại chỗ. Rất ấm lòng.',
		found: 'Đơn vị đã xác nhận việc làm.',
		done: 'Đã ghi nhận và nhân rộng cách làm cho người cao tuổi.',
	},
	{
		topic: 'responsibility',
		matter: 'Đêm mưa lũ, tổ công tác giúp xóm tôi chuyển đồ đến gần sáng. Bà con nhớ mãi.',
		found: 'Đơn vị đã xác nhận việc làm.',
		done: 'Đã đề nghị khen thưởng.',
	},
];

export const sealedMatters: readonly Omit<Matter, 'found' | 'done'>[] = [
	{ topic: 'ethics', matter: 'Tôi tố cáo việc nhận tiền để bỏ qua vi phạm (nội dung minh họa).' },
	{
		topic: 'responsibility',
		matter: 'Tôi khiếu nại quyết định xử phạt vì không đúng người, không đúng việc (nội dung minh họa).',
	},
	{ topic: 'ethics', matter: 'Tôi tố cáo việc dùng xe công vào việc riêng nhiều lần (nội dung minh họa).' },
];

export const replies = {
	question: 'Xin cho biết khoảng thời gian và khu vực quầy để chúng tôi đối chiếu lịch trực.',
	reply: 'Khoảng 8 giờ 30, quầy số 2.',
	objection: 'Tôi chưa đồng ý: câu trả lời không nói ai chịu trách nhiệm và bao giờ khắc phục xong.',
	addition: 'Bổ sung: hôm sau tôi quay lại thì vẫn như vậy.',
	progress: 'Chúng tôi đang xác minh với bộ phận trực, dự kiến trả lời trong tuần tới.',
	task: 'Niêm yết thời gian chờ và tên người trực tại quầy tiếp dân',
	done: 'Đã niêm yết, có ảnh lưu tại đơn vị.',
	legalBasis: 'Quy chế tiếp công dân (minh họa)',
	evidence: 'Lịch trực, sổ tiếp dân, biên bản làm việc.',
	ground: 'Chờ kết quả giải quyết của cơ quan khác về việc liên quan trực tiếp (minh họa).',
	guidedLaw: 'Nội dung thuộc thẩm quyền của cơ quan khác (minh họa).',
	guidedWhere: 'Xin gửi đến bộ phận một cửa của địa phương.',
};
