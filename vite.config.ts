import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** What a browser receives: two style sheets and the islands, named by their content, listed in `manifest.json`. */
export default defineConfig({
	plugins: [tailwindcss(), words()],
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

/** Compiles `messages/` into typed functions under `src/words/generated`. */
export function words() {
	return paraglideVitePlugin({
		project: './project.inlang',
		outdir: './src/words/generated',
		strategy: ['baseLocale'],
		emitGitIgnore: false,
	});
}
