import { readFileSync } from 'node:fs';

export type Count = { passed: number; failed: number };

type Report = { numPassedTests: number; numFailedTests: number };

/** The tests of a vitest run. One that fails without a failed test (a file that cannot be read, no report) counts as one failed. */
export function count(report: string, succeeded: boolean): Count {
	const { numPassedTests: passed, numFailedTests: failed } = read(report);
	return { passed, failed: succeeded ? failed : Math.max(failed, 1) };
}

function read(report: string): Report {
	try {
		return JSON.parse(readFileSync(report, 'utf8')) as Report;
	} catch {
		return { numPassedTests: 0, numFailedTests: 0 };
	}
}
