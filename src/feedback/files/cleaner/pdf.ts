import { PDF, PdfArray, PdfDict, PdfName, PdfStream, type PdfObject } from '@libpdf/core';
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
 * what their camera wrote. Encrypted ones are refused, because nobody here could say what is in them.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array> {
	const given = await PDF.load(bytes);
	if (given.isEncrypted || given.getPageCount() === 0 || given.getPageCount() > mostPages) throw new Error('refused');
	const made = PDF.create();
	await made.copyPagesFrom(
		given,
		Array.from({ length: given.getPageCount() }, (_, page) => page),
	);
	for (const [, object] of made.context.registry.entries()) clean(object);
	// The library writes when it did so, to the second; that would tell when somebody was at the form.
	const never = new Date('2000-01-01T00:00:00Z');
	made.setMetadata({ title: '', author: '', producer: '', creator: '', creationDate: never, modificationDate: never });
	return made.save({ incremental: false });
}

function clean(object: PdfObject): void {
	if (object instanceof PdfArray) for (const each of object) clean(each);
	if (!(object instanceof PdfDict)) return;
	refuse(object);
	for (const name of anywhere) object.delete(name);
	// Elsewhere these short names may be those of fonts.
	if (object.has('Rect') && object.has('Subtype')) for (const name of ofNotes) object.delete(name);
	if (object.getName('Type')?.value === 'Page') object.delete('AA');
	if (object instanceof PdfStream) cleanPicture(object);
	for (const [, value] of object) if (value instanceof PdfArray || value instanceof PdfDict) clean(value);
}

function refuse(dict: PdfDict): void {
	if (running.has(dict.getName('S')?.value ?? '')) throw new Error('something that runs');
	const names = [dict.getName('Type')?.value, dict.getName('Subtype')?.value];
	if (names.some((name) => carrying.has(name ?? ''))) throw new Error('something that carries a file');
}

function cleanPicture(stream: PdfStream): void {
	const filter = stream.get('Filter');
	if (!(filter instanceof PdfName) || filter.value !== 'DCTDecode') return;
	stream.setData(withoutSegments(stream.data));
	stream.set('Filter', filter);
}
