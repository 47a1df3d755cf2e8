import { posix } from 'node:path';

/** Names of XML may bear any prefix: what counts is the rest. */
const prefix = `(?:[^\\s<>"'/=:]+:)`;
const inside = `(?:"[^"]*"|'[^']*'|[^<>"'])*?`;
const tag = (names: string) => new RegExp(`<${prefix}?(?:${names})(?=[\\s/>])${inside}>`, 'gi');
const element = (names: string) =>
	new RegExp(`<(${prefix}?(?:${names}))(?=[\\s/>])${inside}(?:/>|>[\\s\\S]*?</\\1\\s*>)`, 'g');
const attribute = (names: string) => new RegExp(`\\s(?:${names})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'gi');

const relations = tag('Relationship');
const anyTag = new RegExp(`<[^\\s<>!?/]${inside}>`, 'g');
const marks = attribute(
	`${prefix}(?:rsid\\w*|date|dateUtc|paraId|textId)|${prefix}?(?:initials|userId|providerId|userName|lastModifiedBy|lastEdited|lowestEdited|rupBuild|documentId|uid)`,
);
const author = new RegExp(`(\\s${prefix}?author\\s*=\\s*)(?:"[^"]*"|'[^']*')`, 'gi');
const dropped = element('rsids|documentProtection|attachedTemplate|mailMerge|fileSharing|absPath');
const authors = element('author');
const emptied = new RegExp(
	`<(${prefix}?AlternateContent)(?=[\\s>])${inside}>\\s*<(${prefix}?Choice)(?=[\\s>])${inside}>\\s*</\\2\\s*>\\s*</\\1\\s*>`,
	'g',
);

/**
 * A part of a document without the names of who wrote it. It is only looked through for what is known to carry names: the content stays
 * as it was. Entities, external parts, and what is not written in UTF-8 are refused.
 */
export function cleanXml(text: string): string {
	if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new Error('entities');
	if (text.includes('\0') || /^[^<]*<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-8["'])/i.test(text))
		throw new Error('unreadable');
	for (const [relation] of text.matchAll(relations))
		if (
			/\sTargetMode\s*=\s*["']External["']/i.test(relation) &&
			(!/\sType\s*=\s*["'][^"']*\/hyperlink["']/i.test(relation) ||
				!/\sTarget\s*=\s*["'](https?:|mailto:)/i.test(relation))
		)
			throw new Error('something from elsewhere');
	return text
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(dropped, '')
		.replace(authors, (_, name: string) => `<${name}></${name}>`)
		.replace(emptied, '')
		.replace(anyTag, (each) => each.replace(marks, '').replace(author, '$1""'));
}

/** A list of parts, or of relations between them, without those that are gone. */
export function referringTo(text: string, name: string, gone: readonly string[]): string {
	if (name === '[Content_Types].xml')
		return text.replace(/<Override\b[^>]*PartName\s*=\s*"([^"]*)"[^>]*\/>/g, (whole, part: string) =>
			gone.includes(part.replace(/^\//, '')) ? '' : whole,
		);
	if (!name.endsWith('.rels')) return text;
	const folder = posix.dirname(posix.dirname(name));
	return text.replace(/<Relationship\b[^>]*\bTarget\s*=\s*"([^"]*)"[^>]*\/>/g, (whole, target: string) => {
		const part = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target));
		return gone.includes(part) ? '' : whole;
	});
}
