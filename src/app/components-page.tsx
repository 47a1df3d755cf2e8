import { PortalPage, WorkspacePage, Notice, LinkButton, State, ConfirmLink } from '#ui';
import { EveryFact } from './components-page/facts.tsx';
import { EveryField } from './components-page/fields.tsx';
import { portalFrame, workspaceFrame } from './components-page/frames.ts';
import { EveryPublicPart } from './components-page/public-parts.tsx';
import { EveryTable } from './components-page/tables.tsx';

export { paperPage, confirmationPage } from './components-page/paper.tsx';
export { sampleCharts } from './components-page/charts.ts';

/**
 * The development pages: every component in every state, in one face or the other. Mounted under `/dev/components` in development
 * only; their sample texts are not messages, because no reader ever sees them. `address` is the query of the request, so that the
 * tables can be tried.
 */
export const componentsPage = (face: 'workspace' | 'portal', address: Record<string, string> = {}) =>
	face === 'workspace' ? (
		<WorkspacePage
			frame={workspaceFrame}
			title="Kế hoạch thực hiện cuộc vận động “bản lĩnh, nhân văn, vì nhân dân phục vụ” năm 2026"
			state={<State kind="running">Đang thực hiện</State>}
			action={
				<>
					<LinkButton href="/dev/components" icon="flag">
						Ban hành kế hoạch
					</LinkButton>
					<ConfirmLink>
						<LinkButton href="/dev/components/confirmation" weight="quiet">
							Đóng kế hoạch
						</LinkButton>
					</ConfirmLink>
				</>
			}
			about="Phòng Cảnh sát quản lý hành chính về trật tự xã hội · 12/KH-CAT-PC06 · ký ngày 20/02/2026"
			crumbs={[
				{ href: '/dev/components', label: 'Cuộc vận động' },
				{ href: '/dev/components', label: 'Kế hoạch' },
			]}
			notice={<Notice kind="done" title="Đã lưu kế hoạch" />}
		>
			<EveryFact />
			<EveryTable address={address} path="/dev/components" />
			<EveryField />
		</WorkspacePage>
	) : (
		<PortalPage
			frame={portalFrame}
			title="Lễ phát động cuộc vận động tại xã Tam Đảo: 22 đơn vị ký giao ước thi đua"
			lead="Sáng 24/3, các đơn vị trong khối đã ký giao ước và công bố bộ tiêu chí ứng xử với người dân."
			crumbs={[
				{ href: '/dev/components', label: 'Tin tức' },
				{ href: '/dev/components', label: 'Cuộc vận động' },
			]}
			changedOn="2026-03-24"
		>
			<EveryPublicPart />
			<EveryFact />
			<EveryTable address={address} path="/dev/components/portal" />
			<EveryField />
		</PortalPage>
	);
