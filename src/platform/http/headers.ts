import type { MiddlewareHandler } from 'hono';

/** Nothing inline, nothing from elsewhere: pages need no nonce because they have no inline script or style. */
const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"font-src 'self'",
	"connect-src 'self'",
	"manifest-src 'self'",
	"form-action 'self'",
	"frame-ancestors 'none'",
	"base-uri 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join('; ');

const always: Record<string, string> = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
	'X-Frame-Options': 'DENY',
};

/** The security headers of every answer; an answer may bring a stricter policy of its own. */
export function securityHeaders(origin: string): MiddlewareHandler {
	const https = origin.startsWith('https:');
	return async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(always)) c.res.headers.set(name, value);
		if (!c.res.headers.has('Content-Security-Policy')) c.res.headers.set('Content-Security-Policy', policy);
		if (https) c.res.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
	};
}
