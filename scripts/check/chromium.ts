import { execFileSync } from 'node:child_process';
import { findBrowser } from '../../tests/setup/browser.ts';

/** Finds the browser for the journeys; as root on Debian it is installed if there is none. */
if (!findBrowser() && process.getuid?.() === 0 && process.platform === 'linux') {
	execFileSync('apt-get', ['update'], { stdio: 'inherit' });
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium-headless-shell'], {
		stdio: 'inherit',
		env,
	});
}
const browser = findBrowser();
if (browser) console.log(browser);
else {
	console.error(
		'The journeys need a Chromium: install Debian’s package chromium-headless-shell, or point CHROME_PATH to one.',
	);
	process.exitCode = 1;
}
