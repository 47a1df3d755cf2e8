import { expect, test } from 'vitest';
import { coverageOf, coveragePercent, forkOf, lacks, missingIn, proposalsFor, type Task } from './task.ts';

const task = (id: string, more: Partial<Task> = {}): Task => ({
	id,
	planId: 'plan',
	position: 1,
	version: 1,
	withdrawn: false,
	reason: '',
	parentTaskId: null,
	decision: null,
	decisionReason: '',
	seenVersion: null,
	doneOn: null,
	measureId: null,
	content: `Nhiệm vụ ${id}`,
	leadUnitId: 1,
	coordinating: [],
	startsOn: null,
	dueOn: '2017-03-30',
	product: '',
	metricKey: null,
	target: 1,
	...more,
});
const answer = (parent: Task, more: Partial<Task> = {}) =>
	task(`own-${parent.id}`, { parentTaskId: parent.id, decision: 'takenOver', seenVersion: parent.version, ...more });

const [a, b, c] = [task('a'), task('b'), task('c', { withdrawn: true })];

test('coverage is the share of the superior tasks that were answered, however they were answered', () => {
	const none = forkOf([a, b], []);
	expect(coverageOf(none)).toEqual({ dealtWith: 0, all: 2 });
	expect(none.every(({ own }) => own === undefined)).toBe(true);
	const half = forkOf([a, b], [answer(b, { decision: 'notApplicable', decisionReason: 'Không có đơn vị này' })]);
	expect(coveragePercent(coverageOf(half))).toBe(50);
	expect(coveragePercent(coverageOf(forkOf([a, b, c], [answer(a), answer(b)])))).toBe(100);
});

test('what the superior unit declared not applicable does not come down', () => {
	const left = task('left', { parentTaskId: 'higher', decision: 'notApplicable', decisionReason: 'Không có biển' });
	expect(forkOf([a, left], []).map(({ parent }) => parent.id)).toEqual(['a']);
	expect(proposalsFor([left], [], true)).toEqual([]);
});

test('coverage is not 100 while a single task is open, and is 100 without a superior plan', () => {
	expect(coveragePercent({ dealtWith: 299, all: 300 })).toBe(99);
	expect(coveragePercent({ dealtWith: 0, all: 0 })).toBe(100);
});

test('a plan that lacks something says what it is', () => {
	const incomplete = answer(b, { leadUnitId: null, target: null });
	expect(missingIn('', [incomplete], forkOf([a, b], [incomplete]))).toEqual([
		{ kind: 'noPurpose' },
		{ kind: 'undecided', parentTaskId: 'a', content: 'Nhiệm vụ a' },
		{ kind: 'incomplete', taskId: 'own-b', content: 'Nhiệm vụ own-b', fields: ['leadUnitId', 'target'] },
	]);
	expect(missingIn('Mục đích', [], [])).toEqual([{ kind: 'noTasks' }]);
	expect(missingIn('Mục đích', [answer(a), answer(b)], forkOf([a, b, c], [answer(a), answer(b)]))).toEqual([]);
});

test('a task that does not apply needs no lead, date and number', () => {
	const left = answer(a, { decision: 'notApplicable', leadUnitId: null, dueOn: null, target: null });
	expect(missingIn('Mục đích', [left], forkOf([a], [left]))).toEqual([]);
	expect(lacks(left)).toEqual(['leadUnitId', 'dueOn', 'target']);
});

test('a change above is a proposal until it is answered', () => {
	const changed = { ...a, version: 2 };
	const own = answer(a);
	expect(proposalsFor([changed, b], [own, answer(b)], true)).toEqual([{ kind: 'changed', parent: changed, own }]);
	expect(proposalsFor([changed], [{ ...own, seenVersion: 2 }], true)).toEqual([]);
	const withdrawn = { ...changed, withdrawn: true };
	expect(proposalsFor([withdrawn], [own], true)).toEqual([{ kind: 'withdrawn', parent: withdrawn, own }]);
});

test('a task added above is a proposal to a plan in force, and simply undecided in a draft', () => {
	expect(proposalsFor([a], [], true)).toEqual([{ kind: 'added', parent: a, own: undefined }]);
	expect(proposalsFor([a], [], false)).toEqual([]);
});
