import type { PortalFrame, WorkspaceFrame } from '#ui';

const languages = { vi: '?lang=vi', en: '?lang=en' };

export const workspaceFrame: WorkspaceFrame = {
	body: 'Cơ quan minh họa tỉnh Phú Thọ',
	home: '/lam-viec',
	path: '/ke-hoach/12',
	place: { unit: 'Phòng Cảnh sát quản lý hành chính về trật tự xã hội', href: '/don-vi/PC06', on: '2026-03-24' },
	rooms: [
		{ href: '/viec', label: 'Việc tuần này', icon: 'house', count: 7 },
		{ href: '/don-vi', label: 'Đơn vị', icon: 'network' },
		{ href: '/can-bo', label: 'Cán bộ, chiến sĩ', icon: 'users' },
		{ href: '/ke-hoach', label: 'Kế hoạch', icon: 'flag' },
		{ href: '/hoat-dong', label: 'Hoạt động', icon: 'calendar' },
		{ href: '/giao-uoc', label: 'Giao ước thi đua', icon: 'handshake' },
		{ href: '/cam-ket', label: 'Bản cam kết', icon: 'commitment', count: 1284 },
		{ href: '/so-lieu', label: 'Số liệu', icon: 'chart' },
		{ href: '/quan-tri', label: 'Quản trị', icon: 'settings' },
	],
	search: '/tim',
	tasks: { href: '/viec', count: 7 },
	me: { name: 'Nguyễn Thị Minh Nguyệt', position: 'Cán bộ đầu mối', href: '/toi', signOut: '/dang-xuat' },
	languages,
	illustration: true,
};

export const portalFrame: PortalFrame = {
	body: 'Cơ quan minh họa tỉnh Phú Thọ',
	superior: 'Cơ quan minh họa trung ương',
	path: '/tin-tuc/le-phat-dong',
	sections: [
		{ href: '/gioi-thieu', label: 'Giới thiệu' },
		{ href: '/tin-tuc', label: 'Tin tức' },
		{ href: '/cuoc-van-dong', label: 'Cuộc vận động' },
		{ href: '/van-ban', label: 'Văn bản' },
		{ href: '/so-lieu-cong-khai', label: 'Số liệu công khai' },
		{ href: '/gop-y', label: 'Góp ý, phản ánh' },
	],
	search: '/tim-kiem',
	languages,
	contact: {
		address: 'Số 1 đường Minh Họa, phường Việt Trì, tỉnh Phú Thọ',
		phone: '0210 000 0000',
		email: 'lienhe@example.vn',
	},
	foot: [
		{ href: '/so-do', label: 'Sơ đồ trang' },
		{ href: '/rss.xml', label: 'RSS' },
		{ href: '/lam-viec', label: 'Cán bộ đăng nhập' },
	],
	illustration: true,
};
