/** How the name of a file of this type ends. */
export const extensionOf = (mediaType: string): string => {
	if (mediaType.includes('wordprocessingml')) return 'docx';
	if (mediaType.includes('spreadsheetml')) return 'xlsx';
	return mediaType === 'image/jpeg' ? 'jpg' : mediaType.split('/')[1]!;
};
