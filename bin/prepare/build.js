import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeOf } from './install.js';
import { replace } from './replace.js';
import { run } from './run.js';
import { Refusal, timed } from './words.js';

/** What the build is made of. */
const inputs = [
	'src',
	'messages',
	'project.inlang/settings.json',
	'scripts/compile-words.ts',
	'vite.config.ts',
	'vite.server.config.ts',
	'tsconfig.json',
	'package-lock.json',
];

/** Whether `dist` was built from exactly these sources: their hash lies beside it. */
export function isBuilt(root) {
	try {
		return existsSync(join(root, 'dist', 'server', 'vidan.js')) && readFileSync(stampOf(root), 'utf8') === hashOf(root);
	} catch {
		return false;
	}
}

/** Builds beside `dist` and then takes its place, so that a server that is running keeps its files whole until then. */
export async function build(root) {
	const hash = hashOf(root);
	const draft = draftOf(root);
	await timed('Dựng chương trình', 'building', async () => {
		rmSync(draft, { recursive: true, force: true });
		mkdirSync(draft, { recursive: true });
		await vite(root, 'client', 'vite.config.ts');
		await vite(root, 'server', 'vite.server.config.ts');
	});
	writeFileSync(join(draft, '.built-from'), hash);
	replace(join(root, 'dist'), draft, join(root, '.prepare', 'old'));
}

async function vite(root, part, config) {
	const bin = (path) => join(root, 'node_modules', path);
	const outDir = join(draftOf(root), part);
	const args = ['build', '--config', config, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
	const { code, said } = await run(nodeOf(root), [bin('vite/bin/vite.js'), ...args], { cwd: root });
	if (code === 0) return;
	process.stderr.write(said);
	throw new Refusal('Chưa dựng được chương trình, lý do ở trên.', 'The build failed, the reason is above.');
}

/** As deep as `dist`, so that the paths in the source maps are right. */
const draftOf = (root) => join(root, '.prepare-dist');

const stampOf = (root) => join(root, 'dist', '.built-from');

function hashOf(root) {
	const hash = createHash('sha256');
	for (const input of inputs) addTo(hash, root, input);
	return hash.digest('hex');
}

function addTo(hash, root, path) {
	const full = join(root, path);
	const found = statSync(full, { throwIfNoEntry: false });
	if (!found || path === 'src/words/generated' || /\.test\.tsx?$/.test(path)) return;
	if (found.isDirectory()) {
		for (const name of readdirSync(full).sort()) addTo(hash, root, `${path}/${name}`);
		return;
	}
	const content = readFileSync(full);
	hash.update(`${path}\0${content.length}\0`).update(content);
}
