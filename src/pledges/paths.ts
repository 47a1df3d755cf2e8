import type { ReviewMove } from './pledge.ts';

/** Addresses of the room in the workspace. */
export const pledgesPath = '/lam-viec/giao-uoc';
export const blocksPath = `${pledgesPath}/khoi`;
export const arrangingPath = `${blocksPath}/moi`;
export const blockPath = (id: string): string => `${blocksPath}/${id}`;
export const draftingPath = (blockId: string): string => `${blockPath(blockId)}/giao-uoc-moi`;
export const pledgePath = (id: string): string => `${pledgesPath}/${id}`;
export const editingPath = (id: string): string => `${pledgePath(id)}/sua`;
export const agreementPath = (id: string): string => `${pledgePath(id)}/thong-nhat`;
export const reopeningPath = (id: string): string => `${pledgePath(id)}/mo-lai`;
export const completionPath = (id: string): string => `${pledgePath(id)}/ky-xong`;
export const cancellationPath = (id: string): string => `${pledgePath(id)}/huy`;
export const signingPath = (id: string, unitId: number | string): string => `${pledgePath(id)}/ky/${unitId}`;
export const addendumPath = (id: string): string => `${pledgePath(id)}/phu-luc`;
export const droppingPath = (id: string, unitId: number | string): string => `${addendumPath(id)}/${unitId}/bo`;
export const reviewPath = (id: string, move: string): string => `${pledgePath(id)}/${reviewWays[move as ReviewMove]}`;
const reviewWays: Record<ReviewMove, string> = { checkMidTerm: 'kiem-tra', score: 'cham-diem', close: 'tong-ket' };
export const printPath = (id: string): string => `${pledgePath(id)}/ban-in`;
