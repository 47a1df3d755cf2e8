export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON of one form only (RFC 8785): keys sorted by UTF-16 unit, no spaces, numbers and strings as ECMAScript writes them.
 * A key whose value is undefined is left out.
 *
 * @throws {TypeError} at what has no such form: NaN, infinities, half a surrogate pair
 */
export function canonicalJson(value: Json): string {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'number') return number(value);
	if (typeof value === 'string') return text(value);
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	const object = value as { readonly [key: string]: Json | undefined };
	return `{${Object.keys(object)
		.filter((key) => object[key] !== undefined)
		.sort()
		.map((key) => `${text(key)}:${canonicalJson(object[key]!)}`)
		.join(',')}}`;
}

function number(value: number): string {
	if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON`);
	return JSON.stringify(value);
}

function text(value: string): string {
	if (!value.isWellFormed()) throw new TypeError('half a surrogate pair has no UTF-8');
	return JSON.stringify(value);
}
