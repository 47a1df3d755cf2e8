import { formatDate, formatNumber, m } from '#words';
import { Icon } from '../icon.tsx';
import { currentAmong, type WorkspaceFrame } from './frame.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { SearchForm } from './search-form.tsx';

/**
 * The left side: where I am in the tree, and the rooms I have. On a phone it is a popover behind the menu button, which
 * needs no JavaScript; where a browser knows no popovers it simply stands above the page.
 */
export const WorkspaceRooms = ({ frame }: { frame: WorkspaceFrame }) => (
	<nav id="rooms" class="rooms" aria-label={m.ui_rooms()} popover="auto">
		{frame.place && (
			<a class="place" href={frame.place.href}>
				<span class="sr-only">{m.ui_place()}: </span>
				<strong>{frame.place.unit}</strong>
				<small>{m.ui_place_on({ date: formatDate(frame.place.on) })}</small>
			</a>
		)}
		<ul>
			{frame.rooms.map((room) => (
				<li>
					<a href={room.href} aria-current={currentAmong(frame.rooms, frame.path)(room.href)}>
						{room.icon && <Icon name={room.icon} />}
						<span>{room.label}</span>
						{room.count !== undefined && room.count > 0 && <span class="count">{formatNumber(room.count)}</span>}
					</a>
				</li>
			))}
		</ul>
		<div class="rooms-foot">
			{frame.search && <SearchForm action={frame.search} placeholder={m.ui_search()} />}
			{frame.languages && <LanguageSwitch languages={frame.languages} />}
		</div>
	</nav>
);
