import { expect, test } from 'vitest';
import { currentAmong } from './frame.ts';

const rooms = ['/', '/lam-viec', '/lam-viec/cam-ket', '/lam-viec/su-kien'].map((href) => ({ href, label: href }));

const marked = (path: string) =>
	rooms.flatMap(({ href }) => (currentAmong(rooms, path)(href) ? [[href, currentAmong(rooms, path)(href)]] : []));

test('the page itself is marked', () => expect(marked('/lam-viec')).toEqual([['/lam-viec', 'page']]));

test('below a room only the nearest is marked', () =>
	expect(marked('/lam-viec/cam-ket/12')).toEqual([['/lam-viec/cam-ket', 'true']]));

test('a page of no room of its own belongs to the one above', () =>
	expect(marked('/lam-viec/tai-khoan')).toEqual([['/lam-viec', 'true']]));

test('a page at another address is marked with the room that covers it', () => {
	const covering = [...rooms, { href: '/lam-viec/don-vi', label: 'units', covers: ['/lam-viec/sap-xep'] }];
	expect(currentAmong(covering, '/lam-viec/sap-xep')('/lam-viec/don-vi')).toBe('true');
	expect(currentAmong(covering, '/lam-viec/sap-xep/1')('/lam-viec/don-vi')).toBe('true');
	expect(currentAmong(covering, '/lam-viec/sap-xep/1')('/lam-viec')).toBeUndefined();
});

test('a name that only begins alike is not below', () => expect(marked('/lam-viec-khac')).toEqual([]));
