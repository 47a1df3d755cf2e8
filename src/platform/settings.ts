import { resolve } from 'node:path';
import { z } from 'zod';

/** What the environment may say, with defaults; each one is described in `docs/operations/settings.md`. */
const environment = z.object({
	VIDAN_DATA: z.string().default('data'),
	PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
	HOST: z.string().default('127.0.0.1'),
	VIDAN_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
		.optional(),
	FACES: z.enum(['public', 'workspace', 'both']).default('both'),
	VIDAN_WORKER: z.enum(['on', 'off']).default('on'),
	VIDAN_METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
	VIDAN_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
	VIDAN_PROOF_OF_WORK: z.enum(['on', 'off']).default('on'),
	VIDAN_CLAMAV: z
		.string()
		.regex(/^(\/|[\w.-]+:\d+$)/, 'must be the path of a socket or host:port')
		.optional(),
	NODE_ENV: z.string().default('production'),
});

export type Settings = {
	/** The folder that holds everything this installation writes. */
	dataDirectory: string;
	port: number;
	host: string;
	/** Scheme, host and port under which people reach the workspace; passkeys and origin checks are bound to it. */
	origin: string;
	databaseUrl: string | undefined;
	faces: 'public' | 'workspace' | 'both';
	worker: boolean;
	metricsPort: number | undefined;
	/** Off only for measuring: whether a filing brings a proof of work. */
	proofOfWork: boolean;
	/** Where ClamAV listens: the path of a socket, or host:port. */
	clamav: string | undefined;
	logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
	development: boolean;
};

/** A setting that cannot be used; the message names it. Start shows it and exits with 1. */
export class UnusableSetting extends Error {}

/** Reads and checks every setting once. Throws {@link UnusableSetting}. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = environment.safeParse(given);
	if (!parsed.success) {
		const problem = parsed.error.issues[0]!;
		throw new UnusableSetting(`${problem.path.join('.')}: ${problem.message}`);
	}
	const said = parsed.data;
	return {
		dataDirectory: resolve(said.VIDAN_DATA),
		port: said.PORT,
		host: said.HOST,
		origin: new URL(said.VIDAN_ORIGIN ?? `http://localhost:${said.PORT}`).origin,
		databaseUrl: said.DATABASE_URL,
		faces: said.FACES,
		worker: said.VIDAN_WORKER === 'on',
		metricsPort: said.VIDAN_METRICS_PORT,
		proofOfWork: said.VIDAN_PROOF_OF_WORK === 'on',
		clamav: said.VIDAN_CLAMAV,
		logLevel: said.VIDAN_LOG,
		development: said.NODE_ENV === 'development',
	};
}
