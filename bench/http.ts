import { Agent, request } from 'node:http';

/** One browser: it keeps its connection and asks one thing after the other. */
export type Browser = {
	get(path: string): Promise<Answer>;
	/** Posts a form as a page of ours would, with an idempotency key of its own. */
	post(path: string, fields: Record<string, string>): Promise<Answer>;
	close(): void;
};
export type Answer = { status: number; location: string | undefined; bytes: number };

export function browser(origin: string, cookie: () => string): Browser {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const { hostname, port } = new URL(origin);
	const ask = (method: string, path: string, body?: string): Promise<Answer> =>
		new Promise((resolve, reject) => {
			const headers: Record<string, string | number> = { Cookie: cookie(), 'Sec-Fetch-Site': 'same-origin' };
			if (body !== undefined) {
				headers['Content-Type'] = 'application/x-www-form-urlencoded';
				headers['Content-Length'] = Buffer.byteLength(body);
			}
			const sent = request({ hostname, port, method, path, agent, headers }, (response) => {
				let bytes = 0;
				response.on('data', (chunk: Buffer) => (bytes += chunk.length));
				response.on('end', () => resolve({ status: response.statusCode!, location: response.headers.location, bytes }));
			});
			sent.on('error', reject);
			sent.end(body);
		});
	return {
		get: (path) => ask('GET', path),
		post: (path, fields) => ask('POST', path, new URLSearchParams({ ...fields, _key: crypto.randomUUID() }).toString()),
		close: () => agent.destroy(),
	};
}

/**
 * So many at once, each with the next thing as soon as the last is done, for a time or until nothing is left.
 *
 * @param next does one thing; false: nothing is left
 * @returns how long each took in milliseconds, and how long all took
 */
export async function together(
	count: number,
	seconds: number,
	next: (client: number) => Promise<boolean>,
): Promise<{ took: number[]; seconds: number }> {
	const took: number[] = [];
	const began = performance.now();
	const end = began + seconds * 1_000;
	const run = async (client: number) => {
		for (let at = performance.now(); at < end; at = performance.now()) {
			if (!(await next(client))) return;
			took.push(performance.now() - at);
		}
	};
	await Promise.all(Array.from({ length: count }, (_, client) => run(client)));
	return { took, seconds: (performance.now() - began) / 1_000 };
}
