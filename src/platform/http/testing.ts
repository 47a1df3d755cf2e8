import pg from 'pg';

/** All that somebody can tell an answer from another by, save the clock: what was said, and how much the database was asked for it. */
export type Looked = { status: number; headers: [string, string][]; body: string; statements: number };

export async function looked(ask: () => Promise<Response>): Promise<Looked> {
	const { statements, result } = await counting(ask);
	return {
		status: result.status,
		headers: [...result.headers].filter(([name]) => name !== 'date'),
		body: (await result.text()).replaceAll(/name="_key" value="[^"]*"/g, ''),
		statements,
	};
}

/** What ran on the wire meanwhile: simple statements, and one `bind` for each prepared one. */
async function counting<T>(act: () => Promise<T>): Promise<{ statements: number; result: T }> {
	const wire = (
		pg as unknown as { Connection: { prototype: Record<'query' | 'bind', (...given: unknown[]) => unknown> } }
	).Connection.prototype;
	const { query, bind } = wire;
	let statements = 0;
	const counted = (original: typeof query) =>
		function (this: unknown, ...given: unknown[]) {
			statements += 1;
			return original.apply(this, given);
		};
	Object.assign(wire, { query: counted(query), bind: counted(bind) });
	try {
		return { result: await act(), statements };
	} finally {
		Object.assign(wire, { query, bind });
	}
}
