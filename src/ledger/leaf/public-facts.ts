import type { Facts, Leaf } from './leaf.ts';

/** Whether the text is a day that there is, `YYYY-MM-DD`; of the years with which both verifiers can reckon. */
export const isDay = (text: unknown): boolean => {
	if (typeof text !== 'string' || !/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** What verifiers reckon with must be there, whole: published figures, and the head after which a shard begins. */
export function areFactsWhole({ class: name, event, body, public: facts = {} }: Leaf): boolean {
	if (name === 'statistics' && event === 'published') return body !== null && areFigures(facts);
	if (name === 'gap') return isFormer(facts);
	return name !== 'shard' || formerParts.every((part) => !Object.hasOwn(facts, part)) || isFormer(facts);
}

const areFigures = (facts: Facts): boolean =>
	isText(facts['period'], /^[12]\d{3}-(0[1-9]|1[0-2])$/) &&
	isDay(facts['day']) &&
	isCount(facts['counted']) &&
	['received', 'answered', 'onTime', 'overdue', 'guided'].every(
		(figure) => facts[figure] === null || isCount(facts[figure]),
	);

const isFormer = (facts: Facts): boolean =>
	isText(facts['formerOrigin'], /./) &&
	isCount(facts['formerSize']) &&
	isText(facts['formerRoot'], /^[A-Za-z0-9+/]{43}=$/);

const formerParts = ['formerOrigin', 'formerSize', 'formerRoot'];

const isText = (value: unknown, form: RegExp): boolean => typeof value === 'string' && form.test(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
