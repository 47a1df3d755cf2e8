/**
 * What may go wrong in a person's terms. Everything else thrown is a bug: it is answered with 500 and an id that stands
 * in the log too. Messages are functions, called when the answer is written, so that they speak the reader's language.
 */
export abstract class Problem extends Error {
	abstract readonly status: 403 | 404 | 409 | 413 | 422 | 429 | 503;
	readonly words: () => string;

	constructor(words: () => string) {
		super();
		this.words = words;
		this.name = new.target.name;
	}

	override get message(): string {
		return this.words();
	}
}

/** It does not exist, or you may not know that it does. */
export class NotFound extends Problem {
	readonly status = 404;
}

/** You may see it, but not do this to it. */
export class Forbidden extends Problem {
	readonly status = 403;
}

/** It is no longer as you thought; nothing was changed. */
export class Conflict extends Problem {
	readonly status = 409;
}

/** What was typed cannot be taken: words for each field, and nothing was changed. */
export class Invalid extends Problem {
	readonly status = 422;
	readonly fields: Readonly<Record<string, () => string>>;

	constructor(words: () => string, fields: Record<string, () => string> = {}) {
		super(words);
		this.fields = fields;
	}

	/** One field alone is wrong: what is said of it is said of the whole. */
	static at(field: string, words: () => string): Invalid {
		return new Invalid(words, { [field]: words });
	}
}

export class TooLarge extends Problem {
	readonly status = 413;
}

export class TooMany extends Problem {
	readonly status = 429;
}

/** It cannot be done now; try again after some seconds. */
export class Unavailable extends Problem {
	readonly status = 503;
	readonly retryAfter: number;

	constructor(words: () => string, retryAfter = 5) {
		super(words);
		this.retryAfter = retryAfter;
	}
}
