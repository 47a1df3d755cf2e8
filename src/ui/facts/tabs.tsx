import { formatNumber } from '#words';
import { currentAmong, type NavItem } from '../shell/frame.ts';

/** Views of one thing, each with its own address. */
export const Tabs = ({ label, tabs, path }: { label: string; tabs: NavItem[]; path: string }) => (
	<nav class="tabs" aria-label={label}>
		<ul>
			{tabs.map((tab) => (
				<li>
					<a href={tab.href} aria-current={currentAmong(tabs, path)(tab.href)}>
						{tab.label}
						{tab.count !== undefined && <small>{formatNumber(tab.count)}</small>}
					</a>
				</li>
			))}
		</ul>
	</nav>
);
