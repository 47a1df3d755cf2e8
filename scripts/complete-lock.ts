/**
 * Adds to package-lock.json the optional packages of other platforms that the registry did not have when it was written.
 * Without them `npm ci` refuses the lock file; with them it knows that they are not for this machine. Run after adding
 * a package: `node scripts/complete-lock.ts`; with `--check` it only says what is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

type Package = {
	version?: string;
	optional?: boolean;
	os?: string[];
	cpu?: string[];
	libc?: string[];
	optionalDependencies?: Record<string, string>;
};

const file = 'package-lock.json';
const checks = process.argv.includes('--check');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Package> };
const packages = Object.entries(lock.packages);

for (const [path, { optionalDependencies = {} }] of packages) {
	for (const [name, version] of Object.entries(optionalDependencies)) {
		if (isLocked(path, name)) continue;
		if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}@${version}: not an exact version`);
		console.log(`${name} ${version}`);
		lock.packages[`node_modules/${name}`] = { version, optional: true, ...platformOf(name) };
	}
}
const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
if (checks) process.exit(sorted.length === packages.length ? 0 : 1);
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, '\t')}\n`);

/** Whether the package that `path` asks for is locked inside it or inside a folder above. */
function isLocked(path: string, name: string): boolean {
	const inside = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
	if (lock.packages[inside]) return true;
	return path !== '' && isLocked(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name);
}

/** What the name of a platform package says about where it runs. */
function platformOf(name: string): Pick<Package, 'os' | 'cpu' | 'libc'> {
	const words = name.split(/[-/]/);
	const named = (known: string[]) => known.filter((each) => words.includes(each));
	const os = named([
		'android',
		'darwin',
		'freebsd',
		'linux',
		'netbsd',
		'openbsd',
		'openharmony',
		'sunos',
		'aix',
		'win32',
	]);
	const cpu = named(['arm', 'arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32']);
	if (os.length === 0 && cpu.length === 0) throw new Error(`${name}: which platform is it for?`);
	const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
	return { ...(os.length && { os }), ...(cpu.length && { cpu }), ...(libc.length && { libc }) };
}
