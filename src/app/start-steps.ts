/** Tells the terminal how far the start is: a numbered line for each step, an indented one for what takes time in it. */
export function tellSteps(count: number, out: (line: string) => void) {
	let at = 0;
	return {
		step: (name: string) => out(`${(at += 1)}/${count} ${name}`),
		report: (line: string) => out(`    ${line}`),
	};
}
