import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The one without windows first: it needs half of the processor time of the whole browser. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine: the one that CHROME_PATH names, else the system's. */
export function findBrowser(): string | undefined {
	const { CHROME_PATH, PATH = '' } = process.env;
	if (CHROME_PATH) return isProgram(CHROME_PATH) ? CHROME_PATH : undefined;
	const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
	const found = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
	return [...found, mac].find(isProgram);
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
