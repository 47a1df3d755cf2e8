/** How a user name is written: plain letters, so that none looks like another one. */
const shape = /^[a-z0-9][a-z0-9._-]{2,63}$/;

export const isUserName = (text: string): boolean => shape.test(text);

/** What was typed as a user name, as it stands in the table; the case and the width of letters do not matter. */
export const userNameFrom = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();
