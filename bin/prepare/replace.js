import { existsSync, renameSync, rmSync } from 'node:fs';

/** Puts a folder made beside it in the place of `folder`; what was there goes to `old` and is removed. */
export function replace(folder, made, old) {
	rmSync(old, { recursive: true, force: true });
	if (existsSync(folder)) renameSync(folder, old);
	renameSync(made, folder);
	rmSync(old, { recursive: true, force: true });
}
