import type { Call, Request } from '#platform';
import { parseDate } from '#words';

/** The day the reader looks at (`?ngay=`, as people type dates), today unless said otherwise. */
export const dayAsked = (call: Call, request: Request): string => parseDate(request.query('ngay')) ?? call.today;
