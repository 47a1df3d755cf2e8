/** The house cannot open, for a reason that is told in one sentence, in the language of the terminal. Exit code 1. */
export class CannotStart extends Error {
	override name = 'CannotStart';
}
