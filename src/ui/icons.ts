import arrowDown from 'lucide-static/icons/arrow-down.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import arrowUp from 'lucide-static/icons/arrow-up.svg?raw';
import arrowUpDown from 'lucide-static/icons/chevrons-up-down.svg?raw';
import award from 'lucide-static/icons/award.svg?raw';
import ban from 'lucide-static/icons/ban.svg?raw';
import book from 'lucide-static/icons/book-open.svg?raw';
import building from 'lucide-static/icons/building-2.svg?raw';
import calendar from 'lucide-static/icons/calendar.svg?raw';
import chart from 'lucide-static/icons/chart-column.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import circle from 'lucide-static/icons/circle.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import circleDot from 'lucide-static/icons/circle-dot.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import commitment from 'lucide-static/icons/file-pen-line.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import external from 'lucide-static/icons/external-link.svg?raw';
import file from 'lucide-static/icons/file-text.svg?raw';
import flag from 'lucide-static/icons/flag.svg?raw';
import globe from 'lucide-static/icons/globe.svg?raw';
import handshake from 'lucide-static/icons/handshake.svg?raw';
import history from 'lucide-static/icons/history.svg?raw';
import house from 'lucide-static/icons/house.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import key from 'lucide-static/icons/key-round.svg?raw';
import language from 'lucide-static/icons/languages.svg?raw';
import listChecks from 'lucide-static/icons/list-checks.svg?raw';
import logOut from 'lucide-static/icons/log-out.svg?raw';
import mail from 'lucide-static/icons/mail.svg?raw';
import menu from 'lucide-static/icons/menu.svg?raw';
import message from 'lucide-static/icons/message-square-text.svg?raw';
import network from 'lucide-static/icons/network.svg?raw';
import pencil from 'lucide-static/icons/pencil.svg?raw';
import phone from 'lucide-static/icons/phone.svg?raw';
import pin from 'lucide-static/icons/map-pin.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import printer from 'lucide-static/icons/printer.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import shield from 'lucide-static/icons/shield-check.svg?raw';
import sprout from 'lucide-static/icons/sprout.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import upload from 'lucide-static/icons/upload.svg?raw';
import user from 'lucide-static/icons/circle-user.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';

const drawings = {
	arrowDown,
	arrowRight,
	arrowUp,
	arrowUpDown,
	award,
	ban,
	book,
	building,
	calendar,
	chart,
	check,
	chevronDown,
	chevronRight,
	circle,
	circleAlert,
	circleCheck,
	circleDot,
	clock,
	commitment,
	download,
	external,
	file,
	flag,
	globe,
	handshake,
	history,
	house,
	info,
	key,
	language,
	listChecks,
	logOut,
	mail,
	menu,
	message,
	network,
	pencil,
	phone,
	pin,
	plus,
	printer,
	search,
	settings,
	shield,
	sprout,
	trash,
	triangleAlert,
	upload,
	user,
	users,
};

export type IconName = keyof typeof drawings;

export const iconNames = Object.keys(drawings) as IconName[];

/** The shapes inside each drawing of Lucide (24 × 24, drawn in strokes), without its frame and licence comment. */
export const shapesOf = (name: IconName): string => shapes[name];

const shapes = Object.fromEntries(
	Object.entries(drawings).map(([name, svg]) => [
		name,
		svg
			.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '')
			.replace(/\s+/g, ' ')
			.replaceAll(' />', '/>')
			.trim(),
	]),
) as Record<IconName, string>;
