import { execFileSync } from 'node:child_process';
import { globSync, statSync, utimesSync } from 'node:fs';

const generated = 'src/words/generated';
const compiler = 'node_modules/@inlang/paraglide-js/bin/run.js';

/** Compiles `messages/` into typed functions, if they changed since. In a process of its own: the compiler keeps the one it runs in from ending. */
export function compileWords(): void {
	const sources = ['scripts/compile-words.ts', 'project.inlang/settings.json', ...globSync('messages/**/*.json')];
	const compiled = statSync(`${generated}/runtime.js`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
	if (sources.every((file) => statSync(file).mtimeMs < compiled)) return;
	const options = ['--project', './project.inlang', '--outdir', `./${generated}`, '--strategy', 'baseLocale'];
	// One file for each language. One for each message is three thousand, which every run of the tests would have to open.
	options.push('--output-structure', 'locale-modules');
	execFileSync(process.execPath, [compiler, 'compile', ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
	// The compiler leaves a file alone that would not change; its time is when the words were compiled.
	utimesSync(`${generated}/runtime.js`, new Date(), new Date());
}
