import type { Call } from '#platform';

/** Seconds until the next day begins in Viet Nam: pages that say what is past and what comes next are true until then. */
export const untilMidnight = ({ now, today }: Call): number =>
	Math.max(1, Math.ceil((Date.parse(`${today}T24:00:00+07:00`) - now.getTime()) / 1000));
