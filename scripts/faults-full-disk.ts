/**
 * F-4, a full disk: `bin/script faults-full-disk FOLDER [--write]`; FOLDER is a small volume of its own (150–400 MB), which is filled. People
 * file until nothing is taken in any more, then something else takes the last byte; after a while it is removed, as a ballast file would be.
 * Nothing that was answered may be lost; meanwhile every answer is 503 with Retry-After and says that it was not sent, `/ready` is red.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { filers } from './faults/filers.ts';
import { fillUp, freeMegabytes } from './faults/full-disk.ts';
import { unproved } from './faults/kill-round.ts';
import { look } from './faults/look.ts';
import { writeResult } from './faults/result.ts';
import { plantSmallTree } from './faults/small-tree.ts';

const folder = process.argv[2];
if (!folder || freeMegabytes(folder) > 1_000)
	throw new Error('say a folder that is a small volume of its own: it is filled');
const directory = join(folder, 'data');
mkdirSync(directory, { mode: 0o755 });
try {
	await plantSmallTree(directory);
	const server = await unproved(directory);
	const people = filers(directory, 8);
	const readiness = () =>
		fetch(`${server.origin}/ready`).then(
			({ status }) => status,
			() => 0,
		);
	const isAlive = () =>
		fetch(`${server.origin}/live`).then(
			({ status }) => status === 200,
			() => false,
		);

	const almost = fillUp(folder, 'others', 75);
	let on = true;
	const filing = people.file(server.origin, () => on);
	const since = Date.now();
	while (Date.now() - since < 90_000 && people.refusals.length < 20 && (await isAlive())) await pause(200);
	const answeredBefore = people.answered.size;
	const leftByItself = freeMegabytes(folder);
	const ballast = fillUp(folder, 'ballast', 0);
	const refusedBefore = people.refusals.length;
	const seen: number[] = [];
	for (let second = 0; second < 20; second++) {
		seen.push(await readiness());
		await pause(1_000);
	}
	const whileFull = people.refusals.slice(refusedBefore);
	const takenWhileFull = people.answered.size;

	ballast();
	almost();
	const freed = performance.now();
	while (people.answered.size === takenWhileFull && performance.now() - freed < 120_000 && (await isAlive()))
		await pause(50);
	while ((await readiness()) !== 200 && performance.now() - freed < 120_000 && (await isAlive())) await pause(50);
	const backAfter = (performance.now() - freed) / 1_000;
	const survived = await isAlive();
	await pause(2_000);
	on = false;
	await filing;
	await server.stop();
	const found = await look(directory, people);
	const result = {
		commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
		answeredBefore,
		megabytesLeftWhenRefusing: leftByItself,
		refusedWhileFull: whileFull.length,
		saidOtherwise: whileFull.filter(({ status, retryAfter, told }) => status !== 503 || retryAfter === null || !told)
			.length,
		readyWhileFull: seen.filter((status) => status === 200).length,
		survived: survived ? 'yes' : 'no',
		backAfter,
		answered: people.answered.size,
		...found,
	};
	console.log(JSON.stringify(result));
	if (process.argv.includes('--write')) writeResult(result, 'faults-full-disk');
	const isGood =
		found.lost + found.doubled + found.withoutLeaf + result.saidOtherwise + result.readyWhileFull === 0 &&
		whileFull.length > 0 &&
		survived &&
		backAfter <= 60;
	process.exitCode = isGood ? 0 : 1;
} finally {
	rmSync(directory, { recursive: true, force: true });
	for (const left of ['others', 'ballast']) rmSync(join(folder, left), { force: true });
}
