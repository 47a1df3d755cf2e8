import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { compileWords } from './scripts/compile-words.ts';

compileWords();

/** What a browser receives: two style sheets and the islands, named by their content, listed in `manifest.json`. */
export default defineConfig({
	plugins: [tailwindcss()],
	publicDir: false,
	build: {
		outDir: 'dist/client',
		manifest: 'manifest.json',
		assetsInlineLimit: 0,
		modulePreload: false,
		rolldownOptions: {
			input: [
				'src/ui/styles/workspace.css',
				'src/ui/styles/portal.css',
				'src/ui/islands/islands.ts',
				'src/ui/islands/proof-of-work.ts',
				'src/ui/islands/age-keys.ts',
			],
		},
	},
});
