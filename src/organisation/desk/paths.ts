/** Addresses of the room in the workspace. */
export const unitsPath = '/lam-viec/don-vi';
export const unitSearchPath = `${unitsPath}/tim.json`;
export const unitPath = (id: number | string, on?: string): string => `${unitsPath}/${id}${on ? `?ngay=${on}` : ''}`;
export const publishablePath = (id: number | string): string => `${unitsPath}/${id}/cong-khai`;

export const documentsPath = '/lam-viec/sap-xep';
export const draftPath = (kind: 'import' | 'reorganisation'): string =>
	`${documentsPath}/${kind === 'import' ? 'nhap-don-vi' : 'moi'}`;
export const templatePath = (kind: 'import' | 'reorganisation'): string =>
	`${documentsPath}/mau/${kind === 'import' ? 'don-vi' : 'sap-xep'}.csv`;
export const documentPath = (id: string): string => `${documentsPath}/${id}`;
export const changePath = (id: string): string => `${documentPath(id)}/sua`;
export const checkPath = (id: string): string => `${documentPath(id)}/kiem-tra`;
export const applyPath = (id: string): string => `${documentPath(id)}/ap-dung`;
export const withdrawPath = (id: string): string => `${documentPath(id)}/rut-lenh`;
export const revertPath = (id: string): string => `${documentPath(id)}/hoan-tac`;
