import type { Bed } from './bed.ts';

/** One idea that is measured. Each file of this folder that measures exports one; `index.ts` lists them. */
export type Bench = {
	/** As `--only` names it. */
	name: string;
	/** What must have run before on the same data; it is run first when it has not. */
	needs: readonly string[];
	/** Does it once and tells what was seen. A bench that leaves data behind says so with `keeps`. */
	run(bed: Bed): Promise<Line[]>;
	/** What it does to the data is there for the benches that need it, and is not done twice on one data folder. */
	keeps?: boolean;
};

/** A row of the table. */
export type Line = {
	what: string;
	measured: string;
	/** What is to be reached, in words; absent where nothing was promised. */
	aim?: string;
	holds?: boolean;
};

/** A line whose measured number must not be above its limit. */
export const atMost = (what: string, measured: number, limit: number, unit: string): Line => ({
	what,
	measured: `${rounded(measured)} ${unit}`,
	aim: `≤ ${limit} ${unit}`,
	holds: measured <= limit,
});

/** Three digits that mean something. */
export const rounded = (number: number): string =>
	number >= 100 ? Math.round(number).toLocaleString('en') : Number(number.toPrecision(3)).toString();
