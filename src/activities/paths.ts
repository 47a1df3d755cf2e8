/** Addresses of the room in the workspace. */
export const activitiesPath = '/lam-viec/su-kien';
export const planningPath = `${activitiesPath}/moi`;
export const activityPath = (id: string): string => `${activitiesPath}/${id}`;
export const replanningPath = (id: string): string => `${activityPath(id)}/sua`;
export const holdingPath = (id: string): string => `${activityPath(id)}/to-chuc`;
export const cancellingPath = (id: string): string => `${activityPath(id)}/huy`;
export const publishingPath = (id: string): string => `${activityPath(id)}/cong-bo`;

export const documentsPath = '/lam-viec/tai-lieu';
export const givingPath = `${documentsPath}/moi`;
export const documentPath = (id: string): string => `${documentsPath}/${id}`;
export const readingPath = (id: string): string => `${documentPath(id)}/da-doc`;
export const documentFilePath = (id: string): string => `${documentPath(id)}/tep`;
