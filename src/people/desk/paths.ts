/** Addresses of the room in the workspace. */
export const membersPath = '/lam-viec/thanh-vien';
export const enteringPath = `${membersPath}/moi`;
export const importingPath = `${membersPath}/nhap`;
export const templatePath = `${membersPath}/mau.csv`;
export const unitsPath = `${membersPath}/don-vi.json`;
export const memberPath = (id: string): string => `${membersPath}/${id}`;
export const correctingPath = (id: string): string => `${memberPath(id)}/sua`;
export const postingPath = (id: string): string => `${memberPath(id)}/dieu-dong`;
export const leavingPath = (id: string): string => `${memberPath(id)}/thoi`;
export const exemptingPath = (id: string): string => `${memberPath(id)}/mien`;
