import { describe, expect, test } from 'vitest';
import { after, before, firstOpen, newDraft, onlyAsked, stepsOf, type Draft } from './draft.ts';

const opinion: Draft = {
	...newDraft(),
	subject: 'opinion',
	unit: { id: null, name: '', known: false },
	conduct: { accuses: true, officer: 'Người trực' },
	matter: { text: 'Chờ lâu', when: '', happenedOn: null, place: '', topic: 'manner' },
	files: [],
	sender: { as: 'nobody', contact: '', name: '', organisation: '', wantsPublication: true },
};

describe('the pages of the form', () => {
	test('are those that the kind needs', () => {
		expect(stepsOf({ ...newDraft(), subject: 'rating' })).toEqual(['subject', 'unit', 'rating', 'check']);
		expect(stepsOf({ ...newDraft(), subject: 'denunciation' })[1]).toBe('law');
		expect(stepsOf({ ...newDraft(), subject: 'praise' })).not.toContain('conduct');
	});

	test('come one after another, and back', () => {
		expect(after({ ...newDraft(), subject: 'opinion' }, 'subject')).toBe('unit');
		expect(before(opinion, 'matter')).toBe('conduct');
		expect(before(opinion, 'subject')).toBe('subject');
	});

	test('none is jumped over', () => {
		const { unit: _, ...draft } = opinion;
		expect(after(draft, 'matter')).toBe('unit');
		expect(firstOpen(draft)).toBe('unit');
	});

	test('lead back to the last one once that was seen', () => {
		expect(after({ ...opinion, reviewed: true }, 'unit')).toBe('check');
		expect(after({ ...opinion, subject: 'denunciation', reviewed: true }, 'subject')).toBe('law');
	});

	test('what was said on pages that are asked no more is not sent', () => {
		const praise = onlyAsked({ ...opinion, subject: 'praise' });
		expect(praise.conduct).toBeUndefined();
		expect(praise.files).toBeUndefined();
		expect(praise.matter).toMatchObject({ text: 'Chờ lâu', topic: '' });
		expect(onlyAsked(opinion)).toEqual(opinion);
	});
});
