import { PDF, PdfArray, PdfDict, PdfName, PdfNull, PdfRef, PdfStream, type PdfObject } from '@libpdf/core';
import { withoutSegments } from './jpeg.ts';

const mostPages = 500;

/** What says who made a page or a picture, and when. */
const anywhere = ['Metadata', 'PieceInfo', 'LastModified', 'Thumb', 'AF'];
/** The same of a note beside the text, and what it would do. */
const ofNotes = ['T', 'NM', 'M', 'CreationDate', 'AA', 'RC'];

const running = new Set([
	'JavaScript',
	'Launch',
	'SubmitForm',
	'ImportData',
	'GoToR',
	'GoToE',
	'Rendition',
	'RichMediaExecute',
]);
const carrying = new Set(['Filespec', 'EmbeddedFile', 'FileAttachment', 'RichMedia', 'Movie', 'Sound', 'Screen', '3D']);

/**
 * The pages alone, put into a new document: title, author, dates, XMP, attachments, scripts and outlines stay behind. Pictures in it lose
 * what their camera wrote. Encrypted ones are refused, and pictures in JPEG 2000, because nobody here could say what is in them.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array> {
	const given = await PDF.load(bytes);
	if (given.isEncrypted || given.getPageCount() === 0 || given.getPageCount() > mostPages) throw new Error('refused');
	const made = PDF.create();
	await made.copyPagesFrom(
		given,
		Array.from({ length: given.getPageCount() }, (_, page) => page),
	);
	const { registry } = made.context;
	const follow: Follow = (object) => (object instanceof PdfRef ? (registry.getObject(object) ?? undefined) : object);
	for (const [, object] of registry.entries()) clean(object, follow);
	// The library writes when it did so, to the second; that would tell when somebody was at the form.
	const never = new Date('2000-01-01T00:00:00Z');
	made.setMetadata({ title: '', author: '', producer: '', creator: '', creationDate: never, modificationDate: never });
	return made.save({ incremental: false });
}

/** What a name or a number of an object stands for. */
type Follow = (object: PdfObject | undefined) => PdfObject | undefined;

function clean(object: PdfObject, follow: Follow): void {
	if (object instanceof PdfArray) for (const each of object) clean(each, follow);
	if (!(object instanceof PdfDict)) return;
	refuse(object);
	for (const name of anywhere) object.delete(name);
	// Elsewhere these short names may be those of fonts.
	if (object.has('Rect') && object.has('Subtype')) for (const name of ofNotes) object.delete(name);
	if (object.getName('Type')?.value === 'Page') object.delete('AA');
	if (object instanceof PdfStream) cleanPicture(object, follow);
	for (const [, value] of object) if (value instanceof PdfArray || value instanceof PdfDict) clean(value, follow);
}

function refuse(dict: PdfDict): void {
	if (running.has(dict.getName('S')?.value ?? '')) throw new Error('something that runs');
	const names = [dict.getName('Type')?.value, dict.getName('Subtype')?.value];
	if (names.some((name) => carrying.has(name ?? ''))) throw new Error('something that carries a file');
}

const jpeg = new Set(['DCTDecode', 'DCT']);

/** A JPEG may be packed once more: what lies around it is unpacked first. */
function cleanPicture(stream: PdfStream, follow: Follow): void {
	const filters = listed(stream.get('Filter'), follow);
	const names = filters.map((filter) => (filter instanceof PdfName ? filter.value : 'unknown'));
	if (names.some((name) => name === 'JPXDecode' || name === 'unknown'))
		throw new Error('a picture that cannot be read');
	const at = names.findIndex((name) => jpeg.has(name));
	if (at < 0) return refuseWithin(stream);
	if (at < filters.length - 1) throw new Error('something in a picture');
	const parms = listed(stream.get('DecodeParms') ?? stream.get('DP'), follow);
	const around = new PdfStream(
		[
			['Filter', new PdfArray(names.slice(0, at).map((name) => PdfName.of(name)))],
			['DecodeParms', new PdfArray(parms.slice(0, at).map((each) => each ?? PdfNull.instance))],
		],
		stream.data,
	);
	stream.setData(withoutSegments(at === 0 ? stream.data : around.getDecodedData()));
	stream.set('Filter', PdfName.of('DCTDecode'));
	const ofJpeg = parms[at];
	if (ofJpeg instanceof PdfDict) stream.set('DecodeParms', ofJpeg);
}

/** A picture may stand within the text of a page, too; hardly any program writes a JPEG so. */
function refuseWithin(stream: PdfStream): void {
	if (stream.getName('Subtype')?.value === 'Image') return;
	const text = Buffer.from(stream.getDecodedData()).toString('latin1');
	if (/\bBI\s[^]{0,1000}?\/(DCT|DCTDecode)\b[^]{0,1000}?\bID\s/.test(text))
		throw new Error('a picture within the text');
}

function listed(object: PdfObject | undefined, follow: Follow): (PdfObject | undefined)[] {
	const whole = follow(object);
	if (whole === undefined) return [];
	return whole instanceof PdfArray ? [...whole].map(follow) : [whole];
}
