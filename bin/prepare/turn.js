import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal, say } from './words.js';

/**
 * One at a time installs or builds in a checkout; the others wait. A folder is the lock, since making one either
 * succeeds or finds it made; who made it is written inside, so that the lock of a killed process is taken over.
 *
 * @returns how to end the turn
 */
export async function takeTurn(root) {
	const lock = join(root, '.prepare', 'turn');
	let told = false;
	for (const end = Date.now() + 600_000; !tryTake(root, lock); await pause(200)) {
		if (isStale(lock)) takeAway(lock);
		else if (Date.now() > end) throw new Refusal(`Chờ quá lâu: xem ${lock}.`, `Waited too long: see ${lock}.`);
		else if (!told) say('Đợi một lệnh khác cài và dựng xong…', 'waiting for another command to install and build…');
		told = true;
	}
	const release = () => rmSync(lock, { recursive: true, force: true });
	process.on('exit', release);
	return () => {
		process.off('exit', release);
		release();
	};
}

const me = `${process.pid} ${startOf(process.pid)}\n`;

function tryTake(root, lock) {
	try {
		mkdirSync(join(root, '.prepare'), { recursive: true });
		mkdirSync(lock);
	} catch (problem) {
		if (problem.code === 'EEXIST') return false;
		throw new Refusal(`Không ghi được vào ${root} (${problem.code}).`, `The folder cannot be written.`);
	}
	writeFileSync(join(lock, 'holder'), me);
	return true;
}

/** A holder that has gone, also if its number has been given to another process since. */
function isStale(lock) {
	const holder = holderOf(lock);
	if (holder === undefined) return ageOf(lock) > 10_000; // being written just now, or never
	const [pid, ...start] = holder.trim().split(' ');
	return startOf(Number(pid)) !== start.join(' ');
}

/** Moved away first and looked at again: between looking and moving another one may have taken it over. */
function takeAway(lock) {
	const stale = `${lock}.${process.pid}`;
	const judged = holderOf(lock);
	try {
		renameSync(lock, stale);
	} catch {
		return; // another one was quicker
	}
	if (holderOf(stale) === judged) rmSync(stale, { recursive: true, force: true });
	else renameSync(stale, lock);
}

function holderOf(lock) {
	try {
		return readFileSync(join(lock, 'holder'), 'utf8') || undefined;
	} catch {
		return undefined;
	}
}

const ageOf = (path) => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());

/** When a process began, in whatever way the system tells; empty for one that does not run. */
function startOf(pid) {
	try {
		if (process.platform === 'linux')
			return readFileSync(`/proc/${pid}/stat`, 'utf8')
				.replace(/^.*\) /, '')
				.split(' ')[19];
		return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
	} catch {
		return '';
	}
}
