import type { Desk } from '#platform';
import { blocks } from './desk/blocks.tsx';
import { cancelling } from './desk/cancelling.tsx';
import { drafting } from './desk/drafting.tsx';
import { joining } from './desk/joining.tsx';
import { list } from './desk/list.tsx';
import { one } from './desk/one.tsx';
import { printing } from './desk/printing.tsx';
import { reviewing } from './desk/reviewing.tsx';
import { signing } from './desk/signing.tsx';

/** The room in the workspace. */
export function pledgesDesk(desk: Desk): void {
	list(desk);
	blocks(desk);
	drafting(desk);
	one(desk);
	signing(desk);
	joining(desk);
	cancelling(desk);
	reviewing(desk);
	printing(desk);
}
