import { feedbackPath } from '../desk/paths.ts';

export const dataRequestsPath = `${feedbackPath}/du-lieu`;
export const dataRequestPath = (id: string): string => `${dataRequestsPath}/${id}`;
