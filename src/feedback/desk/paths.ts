/** Addresses of the room in the workspace. */
export const feedbackPath = '/lam-viec/gop-y';
export const casePath = (id: string): string => `${feedbackPath}/${id}`;
export const actionPath = (id: string, action: string): string => `${casePath(id)}/${action}`;
export const statementsPath = `${feedbackPath}/giai-trinh`;
export const statementPath = (id: string): string => `${statementsPath}/${id}`;
export const rectificationsPath = `${feedbackPath}/chan-chinh`;
export const rectificationPath = (id: string): string => `${rectificationsPath}/${id}`;
export const verificationPath = (id: string): string => `${rectificationPath(id)}/kiem-tra`;
export const commendationsPath = `${feedbackPath}/loi-khen`;
export const nominatingPath = (commendation: string): string => `${commendationsPath}/${commendation}/de-nghi`;
export const nominationsPath = `${feedbackPath}/de-nghi-khen`;
export const nominationPath = (id: string): string => `${nominationsPath}/${id}`;
export const printedNominationsPath = (unit: string | number): string => `${nominationsPath}/in/${unit}`;
export const relativesPath = `${feedbackPath}/nguoi-than`;
export const entryPath = `${feedbackPath}/nhap-ho`;
export const enteredPath = (sealed: string): string => `${entryPath}/bien-nhan/${sealed}`;
