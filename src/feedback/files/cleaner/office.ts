import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { cleanPicture } from './picture.ts';
import { cleanXml, referringTo } from './office-xml.ts';

/** Limits before anything is inflated; a document of 25 MB has a few hundred parts. */
const mostParts = 3_000;
const mostBytes = 64 * 1024 * 1024;
const mostRatio = 300;

/** What runs, or comes from elsewhere, or cannot be looked into. */
const forbidden =
	/vbaProject|activeX|embeddings\/|externalLinks\/|\.bin$(?<!printerSettings\d*\.bin)|afchunk|\.(exe|js|vbs|dll)$/i;

/** What says who wrote it, when, on which machine. */
const dropped =
	/^docProps\/|^customXml\/|(^|\/)people\.xml$|persons?\/|threadedComments?\/|commentsExtended|commentsIds|commentsExtensible|revisions\/|printerSettings|thumbnail|(^|\/)\.DS_Store|__MACOSX/i;

const picture = /\.(jpe?g|png|webp)$/i;
const xml = /\.(xml|rels)$/i;

/**
 * A document or sheet put together anew from the parts that carry its content. Names of authors, revision marks, properties and paths go;
 * macros, embedded objects, links to other files and anything that is neither text nor picture mean that it is refused.
 */
export async function cleanOffice(bytes: Uint8Array): Promise<Uint8Array> {
	const parts = inflated(bytes);
	const gone = Object.keys(parts).filter((name) => dropped.test(name));
	const kept: Record<string, Uint8Array> = {};
	for (const [name, content] of Object.entries(parts)) {
		if (name.endsWith('/') || gone.includes(name)) continue;
		kept[name] = await cleanPart(name, content, gone);
	}
	if (!kept['[Content_Types].xml']) throw new Error('no content types');
	return zipSync(kept, { mtime: new Date('2000-01-01T00:00:00'), level: 6 });
}

function inflated(bytes: Uint8Array): Record<string, Uint8Array> {
	let count = 0;
	let total = 0;
	const parts = unzipSync(bytes, {
		filter({ name, size, originalSize }) {
			count += 1;
			total += originalSize;
			const bomb = originalSize > 1_000_000 && originalSize > size * mostRatio;
			if (count > mostParts || total > mostBytes || bomb) throw new Error('too much in it');
			if (forbidden.test(name) || name.includes('..') || name.startsWith('/')) throw new Error(`refused: ${name}`);
			return true;
		},
	});
	return parts;
}

async function cleanPart(name: string, content: Uint8Array, gone: readonly string[]): Promise<Uint8Array> {
	if (picture.test(name)) return cleanPicture(content);
	if (!xml.test(name)) throw new Error(`neither text nor picture: ${name}`);
	return strToU8(cleanXml(referringTo(strFromU8(content), name, gone)));
}
