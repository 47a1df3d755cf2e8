export const clockPath = '/lam-viec/gop-y/thoi-han';
export const profilePath = (kind: string): string => `${clockPath}/${kind}`;
export const calendarPath = `${clockPath}/lich`;
