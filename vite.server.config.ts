import { defineConfig } from 'vite';
import { compileWords } from './scripts/compile-words.ts';

compileWords();

/**
 * The server and the command line as one module, and the program that cleans files, which runs in a process of its own.
 */
export default defineConfig({
	publicDir: false,
	// Hundreds of small files are brought in: opening each takes most of the time in which a command begins. What has native parts, or
	// reads files of its own, stays where it is.
	ssr: {
		noExternal: [
			/^@?hono($|\/)/,
			/^@(noble|otplib|peculiar|scure|simplewebauthn|tokenizer)\//,
			/^(age-encryption|altcha-lib|file-type|kysely|otplib|pngjs|prom-client|qrcode|strtok3|tsyringe|zod)($|\/)/,
			/^(@opentelemetry\/api|reflect-metadata)($|\/)/,
		],
	},
	build: {
		ssr: true,
		outDir: 'dist/server',
		target: 'node24',
		sourcemap: true,
		rolldownOptions: {
			input: { vidan: 'src/app/vidan.ts', 'clean-file': 'src/feedback/files/cleaner/clean.ts' },
			output: { entryFileNames: '[name].js' },
		},
	},
});
