import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isInstalled } from '../../bin/prepare/install.js';
import { takeTurn } from '../../bin/prepare/turn.js';
import { dataFolder, eventually } from './folder.ts';
import { run } from './programs.ts';

test('node_modules holds what the lock file says', () => {
	expect(isInstalled(process.cwd())).toBe(true);
});

test('a lock file that asks for another version asks for an installation', () => {
	const root = dataFolder();
	const write = (path: string, version: string) =>
		writeFileSync(join(root, path), JSON.stringify({ packages: { '': {}, 'node_modules/pg': { version } } }));
	mkdirSync(join(root, 'node_modules'));
	write('package-lock.json', '1.0.0');
	expect(isInstalled(root)).toBe(false);
	write('node_modules/.package-lock.json', '1.0.0');
	expect(isInstalled(root)).toBe(true);
	write('package-lock.json', '1.0.1');
	expect(isInstalled(root)).toBe(false);
});

test('npm ci takes the lock file on any machine: every optional package of every platform is in it', () => {
	const check = spawnSync(process.execPath, ['scripts/complete-lock.ts', '--check'], { encoding: 'utf8' });
	expect(check.stdout + check.stderr).toBe('');
	expect(check.status).toBe(0);
});

test('one installs at a time, and the turn of a killed one is taken over', async () => {
	const root = dataFolder();
	const code = `import('${process.cwd()}/bin/prepare/turn.js').then(({ takeTurn }) => takeTurn(process.argv[1])).then(() => {
		console.log('mine');
		setInterval(() => {}, 1000);
	});`;
	const killed = run(process.execPath, ['--eval', code, root]);
	expect(await eventually(() => killed.out() === 'mine\n')).toBe(true);
	const waiting = takeTurn(root);
	expect(await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 300, 'waits'))])).toBe('waits');

	await killed.end('SIGKILL');
	(await waiting)();
	expect(() => readFileSync(join(root, '.prepare', 'turn', 'holder'))).toThrow('ENOENT');
});
