import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { compileWords } from '../compile-words.ts';

/** Compiles the words, and sees that every file is in the project and says the same things in both languages. */
compileWords();

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
const settings = readFileSync('project.inlang/settings.json', 'utf8');
const wrong: string[] = [];

for (const name of globSync('messages/vi/*.json').map((path) => basename(path))) {
	if (!settings.includes(`./messages/{locale}/${name}`)) wrong.push(`${name} is not in project.inlang/settings.json`);
	const [vi, en] = [read(`messages/vi/${name}`), read(`messages/en/${name}`)];
	for (const key of Object.keys(vi)) if (!(key in en)) wrong.push(`messages/en/${name} has no ${key}`);
	for (const key of Object.keys(en)) if (!(key in vi)) wrong.push(`messages/vi/${name} has no ${key}`);
}
for (const line of wrong) console.error(line);
process.exitCode = wrong.length ? 1 : 0;
