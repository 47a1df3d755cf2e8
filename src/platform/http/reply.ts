import { createHash } from 'node:crypto';

/** Sends the reader on with 303. `notice` is the key of a message that the next page shows once. */
export function seeOther(path: string, notice?: string): Response {
	const target = notice ? `${path}${path.includes('?') ? '&' : '?'}notice=${encodeURIComponent(notice)}` : path;
	return new Response(null, { status: 303, headers: { Location: target } });
}

/**
 * A table for a spreadsheet: UTF-8 with BOM, and no cell that a spreadsheet would run as a formula. A text is a file that
 * is ready already (`tableCsv` of ui).
 */
export function csv(filename: string, rows: Iterable<readonly unknown[]> | string): Response {
	return new Response(typeof rows === 'string' ? rows : `\uFEFF${[...rows].map(line).join('')}`, {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${filename.replace(/[^\w.-]/g, '_')}"`,
		},
	});
}

const line = (row: readonly unknown[]): string => `${row.map(cell).join(',')}\r\n`;

function cell(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'number') return String(value);
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const svg = (image: string): Response =>
	new Response(image, {
		headers: {
			'Content-Type': 'image/svg+xml; charset=utf-8',
			'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
		},
	});

/** A version of a page, of all that it depends on. */
export const versionOf = (...parts: readonly unknown[]): string =>
	`"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`;

/** The reader holds the page already. */
export const notModified = (version: string): Response =>
	new Response(null, { status: 304, headers: { ETag: version } });

export const json = (value: unknown, status = 200): Response => Response.json(value, { status });
