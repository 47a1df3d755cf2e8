import { LinkButton, Notice } from '#ui';

/** What only public pages have: the column of an article, the clearest action, lists of stories. */
export const EveryPublicPart = () => (
	<>
		<p class="meta">24/03/2026 · Ban biên tập</p>
		<div class="split">
			<div class="prose">
				<p>
					Hai mươi hai đơn vị trong khối thi đua số 3 đã ký giao ước tại lễ phát động sáng nay. Mỗi đơn vị nêu rõ việc
					làm, người chịu trách nhiệm và ngày hoàn thành; người dân có thể theo dõi kết quả trên{' '}
					<a href="/dev/components">trang cuộc vận động</a>.
				</p>
				<p class="slogan">Bản lĩnh, nhân văn, vì nhân dân phục vụ</p>
				<h2>Ba việc làm ngay trong quý</h2>
				<ul>
					<li>Niêm yết bộ tiêu chí ứng xử tại nơi tiếp công dân.</li>
					<li>Trả lời phản ánh, kiến nghị trong thời hạn, công khai tỷ lệ đúng hạn.</li>
					<li>Mỗi cán bộ viết một bản cam kết, có người xác nhận.</li>
				</ul>
				<blockquote>Người dân đến làm việc được chào hỏi, được hướng dẫn một lần, đủ và dễ hiểu.</blockquote>
			</div>
			<aside>
				<h2>Cùng chuyên mục</h2>
				<ul class="stories">
					<li>
						<h3>
							<a href="/dev/components">Công bố bộ tiêu chí ứng xử với người dân</a>
						</h3>
						<p class="meta">20/03/2026</p>
					</li>
					<li>
						<h3>
							<a href="/dev/components">
								Hội thảo về văn hóa công sở tại Phòng Cảnh sát quản lý hành chính về trật tự xã hội
							</a>
						</h3>
						<p class="meta">18/03/2026</p>
					</li>
				</ul>
			</aside>
		</div>
		<section class="call">
			<h2>Bạn muốn góp ý hay phản ánh?</h2>
			<p>Không cần tài khoản. Bạn nhận một mã để theo dõi và đánh giá câu trả lời.</p>
			<LinkButton href="/dev/components">Gửi góp ý, phản ánh</LinkButton>
		</section>
		<Notice kind="info" title="Trang này thuộc cơ quan đã hợp nhất ngày 01/07/2025">
			Nội dung được giữ nguyên. <a href="/dev/components">Đến trang của cơ quan kế thừa</a>.
		</Notice>
	</>
);
