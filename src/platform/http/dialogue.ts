import type { Call, House } from '../call.ts';
import type { PublicView, ShowPublic } from './portal.ts';
import type { Request } from './request.ts';

/**
 * How a public page talks with somebody who has no account: the answer to each POST is the next page itself, at the same address.
 * No cookie, nothing kept by caches or the browser; what was said so far travels in a hidden field that the room signs and
 * checks, because nothing else tells that the form is ours.
 */
export type Dialogue = {
	/** The first page. */
	open: ShowPublic;
	/**
	 * Each further one. Outside of a transaction, so that files can be looked at before one begins.
	 *
	 * @throws {FormTooLarge | FormTooSlow} from `request.form()`, to be answered with what was typed
	 */
	answer: (house: House, request: Request, say: Say) => Promise<Response>;
	/** Bytes that a POST may have. */
	most?: number;
};

/** Opens one transaction as the public, and answers with the page that `act` makes in it. */
export type Say = (act: (call: Call) => Promise<PublicView | Response>) => Promise<Response>;
