/** Addresses of the room in the workspace. */
export const accountPath = '/lam-viec/tai-khoan';
export const usersPath = '/lam-viec/nguoi-dung';
export const newUserPath = `${usersPath}/moi`;
export const userPath = (id: string): string => `${usersPath}/${id}`;
export const grantPath = (id: string): string => `${userPath(id)}/vai-tro`;

/** A path parameter that is a UUID; anything else is not found. */
export const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}';
