import type { Call } from './call.ts';

/**
 * A question that is put once in a call, whoever needs the answer in it: a page and what stands around it often ask the same. Not for what
 * a call itself changes.
 */
export function askedOnce<T>(ask: (call: Call) => Promise<T>): (call: Call) => Promise<T> {
	const answers = new WeakMap<Call, Promise<T>>();
	return (call) => {
		let answer = answers.get(call);
		if (!answer) answers.set(call, (answer = ask(call)));
		return answer;
	};
}
