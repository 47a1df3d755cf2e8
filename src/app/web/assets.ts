import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';

const types: Record<string, string> = {
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.woff2': 'font/woff2',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.webp': 'image/webp',
};

/** What `vite build` made, kept in memory: named by content, so a browser may keep it for ever. */
export function builtAssets(clientDirectory: string): MiddlewareHandler {
	const files = new Map(
		readdirSync(join(clientDirectory, 'assets')).map((name) => [
			`/assets/${name}`,
			load(join(clientDirectory, 'assets', name)),
		]),
	);
	return async (c, next) => {
		const file = files.get(c.req.path);
		if (!file) return next();
		const accepted = c.req.header('Accept-Encoding') ?? '';
		const encoding = (['br', 'gzip'] as const).find((each) => file.packed && accepted.includes(each));
		const bytes = encoding && file.packed ? file.packed[encoding] : file.plain;
		return c.body(new Uint8Array(bytes), 200, {
			'Content-Type': file.type,
			'Cache-Control': 'public, max-age=31536000, immutable',
			Vary: 'Accept-Encoding',
			...(encoding && { 'Content-Encoding': encoding }),
		});
	};
}

function load(path: string) {
	const plain = readFileSync(path);
	const type = types[extname(path)] ?? 'application/octet-stream';
	// Fonts and pictures are packed already.
	const packed = type.startsWith('text/') ? { br: brotliCompressSync(plain), gzip: gzipSync(plain) } : undefined;
	return { type, plain, packed };
}
