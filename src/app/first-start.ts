import type { House } from '#platform';

/**
 * What the first start does, and what each start tells after the address. An empty house gets the demonstration data, or
 * with `--empty` a one-time link to set it up.
 */
export async function prepareFirstStart(
	_house: House,
	_options: { empty: boolean },
	_report: (line: string) => void,
): Promise<string[]> {
	return [];
}
