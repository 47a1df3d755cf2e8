import sharp from 'sharp';

/** A picture of more points is a bomb or a scan that nobody needs. */
const mostPixels = 40_000_000;

// Everything but the decoders of the three formats stays shut: libvips reads dozens.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

/**
 * Draws the picture anew: what is not a point of it — place, device, time, thumbnail, colour profile, comments — does not come along.
 * Turned as its metadata said, so that it stands upright without it.
 */
export async function cleanPicture(bytes: Uint8Array): Promise<Uint8Array> {
	const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 }).autoOrient();
	const { format } = await picture.metadata();
	if (format === 'jpeg') return new Uint8Array(await picture.jpeg({ quality: 88 }).toBuffer());
	if (format === 'png') return new Uint8Array(await picture.png().toBuffer());
	if (format === 'webp') return new Uint8Array(await picture.webp({ quality: 88 }).toBuffer());
	throw new Error('not a picture that is taken');
}
