import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../bench/program.ts';

const tree = 'code,name,kind,parent_code\nVN,Nước,nuoc,\n01,Một,tinh,VN\n00001,Xã A,xa,01\n00002,Xã B,xa,01\n';

/** The units that people write about. */
export async function plantSmallTree(directory: string): Promise<void> {
	const file = join(directory, 'units.csv');
	writeFileSync(file, tree);
	await runProgram(directory, ['units', 'import', file, '--on', '2020-01-01']);
}
