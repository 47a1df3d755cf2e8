import { actingAs, type Call } from '#platform';

/** Half past eight in the morning of a day in Viet Nam. */
export const morningOf = (day: string): Date => new Date(`${day}T08:30:00+07:00`);

/** On a day, as somebody: what a person did then is done by the use case that the person would have used. */
export const on = <T>(
	call: Call,
	day: string,
	accountId: string | undefined,
	act: (call: Call) => Promise<T>,
): Promise<T> => actingAs(call, { now: morningOf(day), ...(accountId ? { accountId } : {}) }, act);

/** The same, without a person: what the command line does. */
export const operating = <T>(call: Call, day: string, act: (call: Call) => Promise<T>): Promise<T> =>
	on(call, day, undefined, act);
