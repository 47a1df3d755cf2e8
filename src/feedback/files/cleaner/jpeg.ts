/**
 * A JPEG without the segments in which cameras and programs write: APP1 to APP13 and APP15 (EXIF, XMP, IPTC, profiles) and comments. APP0
 * and APP14 say how its colours are meant and stay.
 */
export function withoutSegments(jpeg: Uint8Array): Uint8Array {
	if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return jpeg;
	const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
	let at = 2;
	while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
		const marker = jpeg[at + 1]!;
		// Start of scan: from here on it is the picture itself.
		if (marker === 0xda) break;
		const end = at + 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
		const says = (marker > 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
		if (!says) kept.push(jpeg.subarray(at, end));
		at = end;
	}
	kept.push(jpeg.subarray(at));
	return new Uint8Array(Buffer.concat(kept));
}
