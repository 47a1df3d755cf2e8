/**
 * A JPEG without the segments in which cameras and programs write: APP1 to APP13 and APP15 (EXIF, XMP, IPTC, profiles) and comments, wherever
 * they stand, and without what follows its end, where telephones put a second picture. APP0 and APP14 say how its colours are meant and stay.
 */
export function withoutSegments(jpeg: Uint8Array): Uint8Array {
	if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return jpeg;
	const kept: Uint8Array[] = [];
	let from = 0;
	let at = 2;
	for (;;) {
		at = jpeg.indexOf(0xff, at);
		const marker = at < 0 ? undefined : jpeg[at + 1];
		if (marker === undefined || marker === end) {
			kept.push(jpeg.subarray(from, marker === end ? at + 2 : undefined));
			return new Uint8Array(Buffer.concat(kept));
		}
		if (marker === 0xff) at += 1;
		else if (standsAlone(marker)) at += 2;
		else {
			const next = at + 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0));
			if (says(marker)) {
				kept.push(jpeg.subarray(from, at));
				from = next;
			}
			at = next;
		}
	}
}

const end = 0xd9;
/** Part of the picture itself, or a mark in it. */
const standsAlone = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const says = (marker: number): boolean => (marker > 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
