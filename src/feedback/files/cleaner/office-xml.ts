import { posix } from 'node:path';

/**
 * A part of a document without the names of who wrote it. It is only looked through for what is known to carry names: the content stays
 * as it was. Entities and external parts are refused.
 */
export function cleanXml(text: string): string {
	if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new Error('entities');
	for (const [relation] of text.matchAll(/<Relationship\b[^>]*TargetMode\s*=\s*["']External["'][^>]*>/gi))
		if (
			!/Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(relation) ||
			!/Target\s*=\s*["'](https?:|mailto:)/i.test(relation)
		)
			throw new Error('something from elsewhere');
	return text
		.replace(
			/\s(w|w14|w15|w16\w*):(rsid\w*|author|initials|date|dateUtc|userId|providerId|paraId|textId)\s*=\s*("[^"]*"|'[^']*')/gi,
			(whole, _, name: string) => (/author/i.test(name) ? whole.replace(/("[^"]*"|'[^']*')$/, '""') : ''),
		)
		.replace(/<w:rsids>[\s\S]*?<\/w:rsids>/g, '')
		.replace(/<w:(documentProtection|attachedTemplate|mailMerge)\b[^>]*\/>/g, '')
		.replace(/<author>[\s\S]*?<\/author>/g, '<author></author>')
		.replace(/<fileSharing\b[^>]*\/>/g, '')
		.replace(/<(x15ac:)?absPath\b[^>]*\/>/g, '')
		.replace(/<mc:AlternateContent[^>]*>\s*<mc:Choice[^>]*>\s*<\/mc:Choice>\s*<\/mc:AlternateContent>/g, '')
		.replace(/\s(userName|lastModifiedBy|lastEdited|lowestEdited|rupBuild|documentId|xr:uid|uid)\s*=\s*"[^"]*"/g, '')
		.replace(/\s(xr\d*):(uid|documentId)\s*=\s*"[^"]*"/g, '');
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
