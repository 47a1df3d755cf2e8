import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Files } from '../../testing.ts';

/** Reads one folder and key a line, answers the roots that it found and how many things are wrong. */
const program = `
import base64, json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, 'tools')
import verify
for line in sys.stdin:
    folder, key = json.loads(line)
    try:
        public = verify.read_vkey(key or verify.Log(folder).read('key').decode())
        shards, leaves, problems, heads = verify.verify(verify.Log(folder), public)
        print(json.dumps({'roots': [base64.b64encode(head[2]).decode() for _, head, _, _ in shards], 'problems': problems}))
    except (verify.Wrong, UnicodeError) as error:
        print(json.dumps({'roots': [], 'problems': [str(error)]}))
`;

export type SecondOpinion = { roots: string[]; problems: string[] };

/** What the verifier in Python finds in logs, each written out as a folder of files. */
export async function askSecondVerifier(logs: readonly Files[]): Promise<SecondOpinion[]> {
	const folder = mkdtempSync(join(tmpdir(), 'vidan-logs-'));
	try {
		for (const [nth, files] of logs.entries()) {
			for (const [path, bytes] of files) {
				const place = join(folder, String(nth), path);
				mkdirSync(dirname(place), { recursive: true });
				writeFileSync(place, bytes);
			}
		}
		const python = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
		python.stdin.end(logs.map((_, nth) => `${JSON.stringify([join(folder, String(nth)), null])}\n`).join(''));
		const answers = (await text(python.stdout)).trim().split('\n');
		return answers.map((answer) => JSON.parse(answer) as SecondOpinion);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
