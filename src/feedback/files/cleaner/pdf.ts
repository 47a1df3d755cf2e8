import { PDF, PdfDict, PdfName, PdfStream } from '@libpdf/core';
import { withoutSegments } from './jpeg.ts';

const mostPages = 500;

/** What says who made it, and what runs, opens or reaches elsewhere. */
const dropped = [
	'Metadata',
	'PieceInfo',
	'LastModified',
	'AA',
	'OpenAction',
	'AF',
	'Thumb',
	'RichMedia',
	'T',
	'NM',
	'CreationDate',
	'M',
];
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
	for (const [, object] of made.context.registry.entries()) if (object instanceof PdfDict) cleanObject(object);
	made.setMetadata({ producer: '', creator: '' });
	return made.save({ incremental: false });
}

function cleanObject(dict: PdfDict): void {
	// In a font or a form field these names mean something else; only what is a page, a picture, a note or an action is touched.
	const type = dict.getName('Type')?.value;
	if (type === 'Font' || type === 'FontDescriptor') return;
	for (const name of dropped) if (name !== 'T' || type === 'Annot' || dict.has('Rect')) dict.delete(name);
	if (running.has(dict.getName('S')?.value ?? '')) throw new Error('something that runs');
	if (dict instanceof PdfStream && isJpeg(dict)) {
		const filter = dict.get('Filter');
		dict.setData(withoutSegments(dict.data));
		if (filter) dict.set('Filter', filter);
	}
	for (const [, value] of dict) if (value instanceof PdfDict && !(value instanceof PdfStream)) cleanObject(value);
}

const isJpeg = (stream: PdfStream): boolean => {
	const filter = stream.get('Filter');
	return filter instanceof PdfName && filter.value === 'DCTDecode';
};
