import {
	applyFile,
	checkFile,
	findLastBearer,
	importUnits,
	readDocumentFile,
	reorganisationSheet,
	unitSheet,
} from '#organisation';
import { fileFromText, type Command, type House } from '#platform';
import { asOperator, testHouse } from '../platform/testing.ts';
import { figuresListeners } from './follow-tree.ts';

/** Two provinces, a district and its communes, since 2024; for tests. */
const units = `code,name,kind,parent_code
VN,Cơ quan minh họa,bo,
P1,Tỉnh một,tinh,VN
P2,Tỉnh hai,tinh,VN
D1,Huyện một,huyen,P1
X1,Xã một,xa,D1
X2,Xã hai,xa,D1
X3,Xã ba,xa,P2
`;

export async function smallBody(): Promise<House> {
	const house = await testHouse({ listeners: new Map(figuresListeners.map(([kind, listen]) => [kind, [listen]])) });
	await asOperator(house, async (call) => {
		await importUnits(call, '2024-01-01', await readDocumentFile(fileFromText(units), unitSheet));
	});
	return house;
}

/** Applies a re-organisation given as the rows of its file. */
export const reorganise = (house: House, on: string, rows: string): Promise<unknown> =>
	asOperator(house, async (call) => {
		const header = 'op,code,into_code,new_code,new_name,new_kind,new_parent_code,share';
		const file = await readDocumentFile(fileFromText(`${header}\n${rows}\n`), reorganisationSheet);
		const about = { on, decisionNo: `${on}/QĐ` };
		await checkFile(call, about, file);
		return applyFile(call, { ...about, fileSha256: file.sha256 });
	});

/** The unit that bore a code last by a day. */
export const unitOf = (house: House, code: string, on = '2026-01-01'): Promise<number> =>
	asOperator(house, async (call) => (await findLastBearer(call, code, on))!.id);

/** Runs a command; what it says, and how it ends. A refusal is told as the command line would. */
export async function runCommand(
	house: House,
	command: Command,
	...args: string[]
): Promise<{ code: number; out: string; problem?: string }> {
	const out: string[] = [];
	const io = { house: async () => house, out: (line: string) => out.push(line), err: () => {} };
	try {
		return { code: await command.run(io, args), out: out.join('\n') };
	} catch (error) {
		return { code: 1, out: out.join('\n'), problem: (error as Error).message };
	}
}
