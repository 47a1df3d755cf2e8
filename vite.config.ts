import { readFileSync } from 'node:fs';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { compileWords } from './scripts/compile-words.ts';

compileWords();

/** The mark in the tab of the browser; no style sheet and no island names it, so it is added by hand. */
const mark: Plugin = {
	name: 'mark',
	buildStart() {
		const path = 'src/ui/mark.svg';
		this.emitFile({ type: 'asset', name: 'mark.svg', originalFileName: path, source: readFileSync(path) });
	},
};

/** What a browser receives: two style sheets, the islands and the mark, named by their content, listed in `manifest.json`. */
export default defineConfig({
	plugins: [tailwindcss(), mark],
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
