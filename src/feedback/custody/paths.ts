export const keysPath = '/lam-viec/gop-y/khoa';
export const oversightPath = '/lam-viec/gop-y/giam-sat';
export const judgingPath = `${oversightPath}/nguoi-than`;
export const judgedPath = (member: string, relative: string): string => `${judgingPath}/${member}/${relative}`;
export const sealedPath = '/lam-viec/gop-y/niem-phong';
export const sealedCasePath = (id: string): string => `${sealedPath}/${id}`;
