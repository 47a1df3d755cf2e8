/**
 * Makes the checkout runnable: `prepare.js install` gets the packages, `prepare.js build` builds as well.
 * Runs on the system's Node (20 or later) with nothing installed, so it uses nothing but Node itself.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from './build.js';
import { install, isInstalled, linkLibraries } from './install.js';
import { takeTurn } from './turn.js';
import { Refusal, say } from './words.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

async function prepare(wanted) {
	if (Number(process.versions.node.split('.')[0]) < 20) {
		throw new Refusal(
			`Vidan cần Node.js từ bản 20, máy này có bản ${process.versions.node}.`,
			`Vidan needs Node.js 20 or later, this machine has ${process.versions.node}.`,
		);
	}
	const isReady = () => isInstalled(root) && (wanted === 'install' || isBuilt(root));
	if (isReady()) return;
	const endTurn = await takeTurn(root);
	try {
		if (!isInstalled(root)) await install(root);
		linkLibraries(root);
		if (wanted === 'build' && !isBuilt(root)) await build(root);
	} finally {
		endTurn();
	}
}

process.on('SIGTERM', () => process.exit(143)).on('SIGINT', () => process.exit(130));

try {
	await prepare(process.argv[2]);
} catch (problem) {
	if (!(problem instanceof Refusal)) throw problem;
	say(problem.vi, problem.en);
	process.exit(1);
}
