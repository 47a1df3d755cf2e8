/** Addresses of the room in the workspace. */
export const accountPath = '/lam-viec/tai-khoan';
export const usersPath = '/lam-viec/nguoi-dung';
export const newUserPath = `${usersPath}/moi`;
export const userPath = (id: string): string => `${usersPath}/${id}`;
export const grantPath = (id: string): string => `${userPath(id)}/vai-tro`;
