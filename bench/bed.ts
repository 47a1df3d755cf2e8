import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbedded } from '../src/platform/embedded/embedded.ts';
import { endRunning, runProgram, serve, type Ran, type Server } from './program.ts';

/** The house that is measured: its own data folder and PostgreSQL, the built program, and a way past all its rules. */
export type Bed = {
	directory: string;
	/** 1 is the size of the promise: 300,000 members, ten million acts. */
	scale: number;
	/** Superuser on the database of the house, for what nobody measures: invented data, and looking. */
	db: pg.Client;
	/** Further connections of that kind. */
	connect(): Promise<pg.Client>;
	/** Runs `bin/vidan` with these words. */
	vidan(...args: string[]): Promise<Ran>;
	/** The server, started at first use. */
	server(): Promise<Server>;
	/** Stops the server, for what should have the machine to itself. */
	quiet(): Promise<void>;
	say(line: string): void;
	/** Which benches have left their data here. */
	done: Set<string>;
	keep(name: string): Promise<void>;
	close(): Promise<void>;
};

/** @param folder of an earlier run, to go on with its data; without one a folder is made and removed again */
export async function makeBed(scale: number, folder: string | undefined, say: (line: string) => void): Promise<Bed> {
	const directory = folder ?? mkdtempSync(join(tmpdir(), 'vidan-bench-'));
	const notes = join(directory, 'bench.json');
	const done = new Set<string>(JSON.parse(await readFile(notes, 'utf8').catch(() => '[]')) as string[]);
	const embedded = await openEmbedded({ directory, report: say });
	let server: Promise<Server> | undefined;
	let db: pg.Client | undefined;
	const quiet = async () => {
		await (await server)?.stop();
		server = undefined;
	};
	const close = async () => {
		endRunning();
		await quiet();
		await db?.end();
		await embedded.close();
		if (folder === undefined) rmSync(directory, { recursive: true, force: true });
	};
	try {
		await runProgram(directory, ['campaigns', 'list']); // prepares the database
		const url = new URL(embedded.superuserUrl);
		url.pathname = new URL(embedded.ownerUrl).pathname;
		const connect = async () => {
			const client = new pg.Client(url.href);
			await client.connect();
			return client;
		};
		db = await connect();
		return {
			directory,
			scale,
			db,
			connect,
			vidan: (...args) => runProgram(directory, args),
			server: () => (server ??= serve(directory)),
			quiet,
			say,
			done,
			async keep(name) {
				done.add(name);
				await writeFile(notes, JSON.stringify([...done]));
			},
			close,
		};
	} catch (problem) {
		await close();
		throw problem;
	}
}
