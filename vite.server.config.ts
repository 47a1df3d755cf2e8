import { defineConfig } from 'vite';
import { words } from './vite.config.ts';

/** The server and the command line as one module; packages stay outside, in `node_modules`. */
export default defineConfig({
	plugins: [words()],
	publicDir: false,
	build: {
		ssr: 'src/app/vidan.ts',
		outDir: 'dist/server',
		target: 'node24',
		sourcemap: true,
		rolldownOptions: { output: { entryFileNames: 'vidan.js' } },
	},
});
