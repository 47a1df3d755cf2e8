import type { Bed } from './bed.ts';
import { together } from './http.ts';

/** What the machine can do at most: so many clients insert one row each and wait until it is on the disk. @returns rows a second */
export async function bareInserts(bed: Bed, clients: number, seconds: number, said: string): Promise<number> {
	await bed.db.query(
		'create table if not exists bench_bare (id uuid primary key, at timestamptz not null, said text not null)',
	);
	const connections = await Promise.all(Array.from({ length: clients }, () => bed.connect()));
	const { took, seconds: all } = await together(clients, seconds, async (client) => {
		const text = 'insert into bench_bare values (gen_random_uuid(), now(), $1)';
		await connections[client]!.query({ name: 'bare', text, values: [said] });
		return true;
	});
	await Promise.all(connections.map((connection) => connection.end()));
	return took.length / all;
}
