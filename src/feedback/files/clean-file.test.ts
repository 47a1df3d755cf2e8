import { PDF } from '@libpdf/core';
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cleanFile, type Cleaned } from './clean-file.ts';

const canary = 'DAUVETBIMAT';
const bytesOf = (cleaned: unknown): Uint8Array => {
	expect(cleaned).toHaveProperty('bytes');
	return (cleaned as Cleaned).bytes;
};
/** The canary, plain or in UTF-16, wherever it stands, also inside of the parts of an archive. */
const holds = (bytes: Uint8Array): boolean => {
	const text = Buffer.from(bytes);
	const plain = text.includes(canary) || text.includes(Buffer.from(canary, 'utf16le'));
	const parts = bytes[0] === 0x50 && bytes[1] === 0x4b ? Object.values(unzipSync(bytes)) : [];
	return plain || parts.some(holds);
};

const exif = { IFD0: { Artist: canary, Make: canary }, IFD3: { GPSLatitudeRef: canary } };
const picture = (format: 'jpeg' | 'png' | 'webp') =>
	sharp({ create: { width: 40, height: 30, channels: 3, background: '#8e1b1b' } })
		.withExif(exif)
		.withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>${canary}</rdf></x:xmpmeta>`)
		.toFormat(format)
		.toBuffer()
		.then((bytes) => new Uint8Array(bytes));

const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
	<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
	<Default Extension="jpeg" ContentType="image/jpeg"/>
	<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
	<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;
const rels = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
	<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
	<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;
const document = async (more: Zippable = {}): Promise<Uint8Array> =>
	zipSync({
		'[Content_Types].xml': strToU8(types),
		'_rels/.rels': strToU8(rels),
		'word/document.xml': strToU8(
			`<w:document xmlns:w="w"><w:body><w:p w:rsidR="00${canary}"><w:ins w:id="1" w:author="${canary}" w:date="2025-01-01T00:00:00Z"><w:r><w:t>Nội dung</w:t></w:r></w:ins></w:p></w:body></w:document>`,
		),
		'word/comments.xml': strToU8(
			`<w:comments><w:comment w:id="0" w:author="${canary}" w:initials="${canary}"/></w:comments>`,
		),
		'word/people.xml': strToU8(`<w15:people>${canary}</w15:people>`),
		'word/settings.xml': strToU8(`<w:settings><w:rsids><w:rsid w:val="${canary}"/></w:rsids></w:settings>`),
		'word/media/image1.jpeg': await picture('jpeg'),
		'docProps/core.xml': strToU8(`<cp:coreProperties><dc:creator>${canary}</dc:creator></cp:coreProperties>`),
		...more,
	});

describe('what a file says about its author does not survive', () => {
	test.each(['jpeg', 'png', 'webp'] as const)('%s', async (format) => {
		const given = await picture(format);
		expect(holds(given)).toBe(true);
		const cleaned = bytesOf(await cleanFile(given));
		expect(holds(cleaned)).toBe(false);
		expect(await sharp(cleaned).metadata()).toMatchObject({ format, width: 40, height: 30 });
	});

	test('docx: properties, authors of comments and changes, revision marks, pictures inside', async () => {
		const given = await document();
		expect(holds(given)).toBe(true);
		const parts = unzipSync(bytesOf(await cleanFile(given)));
		expect(Object.values(parts).some(holds)).toBe(false);
		expect(Object.keys(parts)).not.toContain('docProps/core.xml');
		expect(new TextDecoder().decode(parts['word/document.xml'])).toContain('Nội dung');
		expect(new TextDecoder().decode(parts['[Content_Types].xml'])).not.toContain('docProps');
		expect(new TextDecoder().decode(parts['_rels/.rels'])).not.toContain('docProps');
	});

	test('xlsx: authors of comments, who saved it and where', async () => {
		const given = zipSync({
			'[Content_Types].xml': strToU8(
				types
					.replaceAll('/word/document.xml', '/xl/workbook.xml')
					.replaceAll('wordprocessingml.document', 'spreadsheetml.sheet'),
			),
			'_rels/.rels': strToU8(rels.replaceAll('word/document.xml', 'xl/workbook.xml')),
			'xl/workbook.xml': strToU8(
				`<workbook><fileSharing userName="${canary}"/><x15ac:absPath url="C:\\Users\\${canary}\\" xmlns:x15ac="x"/><sheets/></workbook>`,
			),
			'xl/comments1.xml': strToU8(`<comments><authors><author>${canary}</author></authors></comments>`),
			'xl/persons/person.xml': strToU8(`<personList>${canary}</personList>`),
			'docProps/app.xml': strToU8(`<Properties><Company>${canary}</Company></Properties>`),
		});
		expect(holds(given)).toBe(true);
		expect(holds(bytesOf(await cleanFile(given)))).toBe(false);
	});

	test('pdf: title, author, XMP, what a camera wrote into a picture', async () => {
		const made = PDF.create();
		const page = made.addPage();
		page.drawImage(made.embedImage(await picture('jpeg')), { x: 10, y: 10, width: 40, height: 30 });
		made.setMetadata({ title: canary, author: canary, producer: canary });
		const given = await made.save();
		expect(holds(given)).toBe(true);
		const cleaned = bytesOf(await cleanFile(given));
		expect(holds(cleaned)).toBe(false);
		expect((await PDF.load(cleaned)).getPageCount()).toBe(1);
	});
});

describe('what is not taken', () => {
	const refused: [string, () => Promise<Uint8Array> | Uint8Array, string][] = [
		['a page that calls itself a picture', () => strToU8('<html><script>alert(1)</script></html>'), 'wrongType'],
		['an SVG', () => strToU8('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'wrongType'],
		['nothing', () => new Uint8Array(0), 'wrongType'],
		['a GIF', () => strToU8('GIF89a\x01\x00\x01\x00\x00\x00\x00;'), 'wrongType'],
		['macros', () => document({ 'word/vbaProject.bin': strToU8('x') }), 'notCleanable'],
		['embedded objects', () => document({ 'word/embeddings/oleObject1.bin': strToU8('x') }), 'notCleanable'],
		['entities', () => document({ 'word/x.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }), 'notCleanable'],
		[
			'a template from elsewhere',
			() =>
				document({
					'word/_rels/settings.xml.rels': strToU8(
						'<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://evil.example/t" TargetMode="External"/></Relationships>',
					),
				}),
			'notCleanable',
		],
		[
			'a bomb: a thousand to one',
			() => document({ 'word/big.xml': new Uint8Array(20_000_000).fill(32) }),
			'notCleanable',
		],
		[
			'a million small parts',
			() =>
				document(
					Object.fromEntries(
						Array.from({ length: 5_000 }, (_, at) => [`word/a${at}.xml`, [strToU8('<a/>'), { level: 0 }]]),
					),
				),
			'notCleanable',
		],
		[
			'a picture of more than forty million points',
			() =>
				sharp({ create: { width: 8_000, height: 5_001, channels: 3, background: '#fff' } })
					.png({ compressionLevel: 1 })
					.toBuffer()
					.then((bytes) => new Uint8Array(bytes)),
			'notCleanable',
		],
		['half a picture', async () => (await picture('jpeg')).subarray(0, 300), 'notCleanable'],
	];
	test.each(refused)('%s', { timeout: 60_000 }, async (_, given, why) => {
		expect(await cleanFile(await given())).toBe(why);
	});
});
