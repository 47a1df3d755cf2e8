import { defineConfig } from 'vite';
import { compileWords } from './scripts/compile-words.ts';

compileWords();

/**
 * The server and the command line as one module, and the program that cleans files, which runs in a process of its own; packages stay
 * outside, in `node_modules`.
 */
export default defineConfig({
	publicDir: false,
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
