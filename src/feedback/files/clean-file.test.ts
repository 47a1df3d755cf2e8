import { deflateSync } from 'node:zlib';
import { PDF } from '@libpdf/core';
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cleanFile, type Cleaned } from './clean-file.ts';
import { withoutSegments } from './cleaner/jpeg.ts';

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

/** A page with one picture, whose stream says how it is packed. */
async function withPicture(
	dictionary: string,
	packed: Uint8Array,
	more = '',
	page: Uint8Array = Buffer.from('q 40 0 0 30 9 9 cm /P Do'),
): Promise<Uint8Array> {
	const objects: (string | Uint8Array)[][] = [
		['<</Type/Catalog/Pages 2 0 R>>'],
		['<</Type/Pages/Kids[3 0 R]/Count 1>>'],
		['<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 60]/Resources<</XObject<</P 4 0 R>>>>/Contents 5 0 R>>'],
		[
			`<</Type/XObject/Subtype/Image/Width 40/Height 30/ColorSpace/DeviceRGB/BitsPerComponent 8/Length ${packed.length}${dictionary}>>\nstream\n`,
			packed,
			'\nendstream',
		],
		[`<</Length ${page.length}>>\nstream\n`, page, '\nendstream'],
		[more || 'null'],
	];
	const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n')];
	const places: number[] = [];
	const length = () => chunks.reduce((sum, each) => sum + each.length, 0);
	for (const [at, parts] of objects.entries()) {
		places.push(length());
		chunks.push(Buffer.from(`${at + 1} 0 obj\n`), ...parts.map((part) => Buffer.from(part)), Buffer.from('\nendobj\n'));
	}
	const start = length();
	const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
	chunks.push(
		Buffer.from(
			`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
		),
	);
	return new Uint8Array(Buffer.concat(chunks));
}

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

	test('docx and xlsx: the same under whatever prefix, and quoted either way', async () => {
		const given = await document({
			'word/document.xml': strToU8(
				`<x:document><!-- ${canary} --><x:ins ns0:author='${canary}' x-1:date="${canary}" author="${canary}"><x:t> author="Nội dung" </x:t></x:ins></x:document>`,
			),
			'word/settings.xml': strToU8(
				`<q:settings><q:rsids><q:rsid q:val="${canary}"/></q:rsids><q:mailMerge a=">"><q:query q:val="${canary}"/></q:mailMerge></q:settings>`,
			),
			'xl/comments1.xml': strToU8(
				`<x:authors><x:author>${canary}</x:author></x:authors><y:absPath url='${canary}'></y:absPath>`,
			),
		});
		expect(holds(given)).toBe(true);
		const parts = unzipSync(bytesOf(await cleanFile(given)));
		expect(Object.values(parts).some(holds)).toBe(false);
		expect(new TextDecoder().decode(parts['word/document.xml'])).toBe(
			`<x:document><x:ins ns0:author="" author=""><x:t> author="Nội dung" </x:t></x:ins></x:document>`,
		);
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

	describe('pdf: what a camera wrote', () => {
		test.each([
			['in a list', '/Filter[/DCTDecode]', false, ''],
			['packed once more', '/Filter[/FlateDecode/DCTDecode]/DecodeParms[null<</ColorTransform 1>>]', true, ''],
			['said elsewhere', '/Filter 6 0 R', false, '[/DCTDecode]'],
			['by its short name', '/Filter/DCT', false, ''],
		])('%s', async (_, dictionary, twice, more) => {
			const jpeg = await picture('jpeg');
			const given = await withPicture(dictionary, twice ? new Uint8Array(deflateSync(jpeg)) : jpeg, more);
			if (!twice) expect(holds(given)).toBe(true);
			const cleaned = bytesOf(await cleanFile(given));
			expect(holds(cleaned)).toBe(false);
			const bytes = Buffer.from(cleaned);
			const start = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
			expect(await sharp(bytes.subarray(start)).metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 30 });
		});

		test('in JPEG 2000, which nobody here looks into: it is refused', async () => {
			for (const filter of ['/JPXDecode', '[/FlateDecode/JPXDecode]', '[/DCTDecode/FlateDecode]'])
				expect(await cleanFile(await withPicture(`/Filter${filter}`, new Uint8Array(64)))).toBe('notCleanable');
		});
	});

	test('pdf: a camera’s picture within the text of a page: it is refused', async () => {
		const jpeg = await picture('jpeg');
		const within = Buffer.concat([
			Buffer.from('q BI /W 40 /H 30 /CS /RGB /BPC 8 /F [/DCT] ID '),
			jpeg,
			Buffer.from(' EI Q'),
		]);
		expect(await cleanFile(await withPicture('/Filter/DCTDecode', jpeg, '', within))).toBe('notCleanable');
	});

	test('a JPEG within a paper: wherever it stands, and what follows its end', async () => {
		const jpeg = await picture('jpeg');
		const says = Buffer.concat([Buffer.from([0xff, 0xff, 0xe1, 0, canary.length + 2]), Buffer.from(canary)]);
		const scan = Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xda]));
		const given = Buffer.concat([jpeg.subarray(0, scan), says, jpeg.subarray(scan), jpeg]);
		const cleaned = withoutSegments(new Uint8Array(given));
		expect(holds(cleaned)).toBe(false);
		expect(cleaned.length).toBeLessThan(jpeg.length);
		expect(await sharp(cleaned).stats()).toMatchObject({ isOpaque: true });
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
		[
			'what is not written in UTF-8',
			() => document({ 'word/x.xml': new Uint8Array(Buffer.from('\uFEFF<a author="x"/>', 'utf16le')) }),
			'notCleanable',
		],
		['half a picture', async () => (await picture('jpeg')).subarray(0, 300), 'notCleanable'],
	];
	test.each(refused)('%s', { timeout: 60_000 }, async (_, given, why) => {
		expect(await cleanFile(await given())).toBe(why);
	});
});
