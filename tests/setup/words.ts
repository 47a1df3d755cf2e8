import { compile } from '@inlang/paraglide-js';
import { globSync, statSync } from 'node:fs';

const generated = './src/words/generated';

/** Compiles `messages/` if they changed since. Vite's plugin would do it too, but keeps the test run from ending. */
export async function compileWords(): Promise<void> {
	const sources = ['project.inlang/settings.json', ...globSync('messages/**/*.json')];
	const compiled = statSync(`${generated}/runtime.js`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
	if (sources.every((file) => statSync(file).mtimeMs < compiled)) return;
	await compile({ project: './project.inlang', outdir: generated, strategy: ['baseLocale'], emitGitIgnore: false });
}
