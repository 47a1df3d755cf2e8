/** The search of the workspace: a plain form that asks with `q`. */
export const searchPath = '/lam-viec/tim';
