/** Addresses of the room in the workspace. */
export const commitmentsPath = '/lam-viec/cam-ket';
export const paperPath = (id: string): string => `${commitmentsPath}/${id}`;
export const writingPath = (id: string): string => `${paperPath(id)}/viet`;
export const withdrawalPath = (id: string): string => `${paperPath(id)}/rut`;
export const printPath = (id: string): string => `${paperPath(id)}/ban-in`;
export const entryPath = (id: string): string => `${paperPath(id)}/nop-giay`;
export const scanPath = (id: string): string => `${paperPath(id)}/ban-quet`;
export const confirmationPath = (id: string): string => `${paperPath(id)}/xac-nhan`;
export const returnPath = (id: string): string => `${paperPath(id)}/tra-lai`;
export const exemptionPath = (id: string): string => `${paperPath(id)}/mien`;
export const recallPath = (id: string): string => `${paperPath(id)}/goi-lai`;
export const selfReviewPath = (id: string): string => `${paperPath(id)}/tu-kiem-diem`;
export const findingPath = (id: string): string => `${paperPath(id)}/nhan-xet`;
export const filedPath = `${commitmentsPath}/nhan-xet`;
export const queuePath = `${commitmentsPath}/xac-nhan`;
export const issuingPath = `${commitmentsPath}/phat-hanh`;
export const issuePath = (id: string, unitId?: number): string =>
	`${commitmentsPath}/dot/${id}${unitId === undefined ? '' : `?don-vi=${unitId}`}`;
export const rollPath = (id: string, unitId: number | string): string =>
	`${commitmentsPath}/dot/${id}/danh-sach/${unitId}`;
export const runPath = (id: string): string => `${commitmentsPath}/dot/${id}/bo-sung`;
