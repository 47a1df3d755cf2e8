import { expect, test } from 'vitest';
import { sha256, stableId } from './canonical.ts';

test('the hash is the usual one', () => {
	expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('the same words always make the same UUID, other words another', () => {
	expect(stableId('planIssued', 7)).toBe(stableId('planIssued', 7));
	expect(stableId('planIssued', 7)).not.toBe(stableId('planIssued', 8));
	expect(stableId('planIssued', 7)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
