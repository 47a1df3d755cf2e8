/** Addresses of the room in the workspace. */
export const campaignsPath = '/lam-viec/cuoc-van-dong';
export const campaignPath = (slug: string): string => `${campaignsPath}/${slug}`;
export const planPath = (id: string): string => `/lam-viec/ke-hoach/${id}`;
