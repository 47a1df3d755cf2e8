/** The few words said before the words of the house are there: on standard error, in both languages. */
export function say(vi, en) {
	process.stderr.write(`vidan: ${vi} · ${en}\n`);
}

/** It cannot go on, for a reason told in one sentence. */
export class Refusal extends Error {
	constructor(vi, en) {
		super(en);
		this.vi = vi;
		this.en = en;
	}
}

/** Says that something begins, every 15 seconds that it goes on, and how long it took. */
export async function timed(vi, en, act) {
	const began = Date.now();
	const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
	say(`${vi}…`, `${en}…`);
	const again = setInterval(() => say(`… ${seconds()}`, vi), 15_000);
	try {
		await act();
	} finally {
		clearInterval(again);
	}
	say(`${vi}: xong, ${seconds()}`, 'done');
}
