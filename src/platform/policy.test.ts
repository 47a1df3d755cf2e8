import { expect, test } from 'vitest';
import type { Actor } from './call.ts';
import { holdsAnywhere, unitsHeld } from './policy.ts';

const post = (role: string, unitId: number) => ({ role, unitId });
const actor: Actor = {
	kind: 'session',
	accountId: null,
	memberId: null,
	displayName: '',
	unitId: null,
	elevatedAt: null,
	posts: [post('unitHead', 7), post('member', 3), post('focalOfficer', 7), post('focalOfficer', 5)],
};

test('a unit is told once, though one holds two of the roles there', () => {
	expect(unitsHeld(actor, 'focalOfficer', 'unitHead')).toEqual([7, 5]);
	expect(unitsHeld(actor, 'unitHead')).toEqual([7]);
	expect(unitsHeld(actor, 'approver')).toEqual([]);
});

test('one of the roles is enough, at whichever unit', () => {
	expect(holdsAnywhere(actor, 'approver', 'member')).toBe(true);
	expect(holdsAnywhere(actor, 'approver')).toBe(false);
});
