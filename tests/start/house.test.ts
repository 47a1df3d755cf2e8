import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFolder, eventually, freePort, postmasterOf } from './folder.ts';
import { run, type Program } from './programs.ts';

// Once for all: whoever changed a source has to wait for the build.
beforeAll(() => void execFileSync('bin/vidan', ['help'], { stdio: 'ignore' }), 240_000);

/** What a first start leaves behind. Making it takes longer than all that is shown here of a later one. */
const prepared = mkdtempSync(join(tmpdir(), 'vidan-start-'));
beforeAll(() => {
	const env = { ...process.env, VIDAN_DATA: prepared };
	execFileSync(built[0], [built[1], 'campaigns', 'list'], { stdio: 'ignore', env });
});
afterAll(() => rmSync(prepared, { recursive: true, force: true }));

/** The built program itself, without the look for what is missing. */
const built = [process.execPath, 'dist/server/vidan.js'] as const;

describe('npm start', () => {
	test.each([
		['first', 'SIGTERM', dataFolder],
		['later', 'SIGINT', preparedFolder],
	] as const)(
		'the %s one opens both loopback addresses, and %s to npm stops everything',
		async (_which, signal, folder) => {
			const { directory, port, program } = await started(['npm', 'start', '--silent', '--', '--empty'], folder());
			for (const host of ['127.0.0.1', 'localhost']) {
				const page = await fetch(`http://${host}:${port}/live`, { redirect: 'error' });
				expect(page.status).toBe(200);
			}
			expect(program.out()).toContain(`http://localhost:${port}`);
			expect(postmasterOf(directory)).toBeDefined();

			await program.end(signal);
			expect(await eventually(() => postmasterOf(directory) === undefined)).toBe(true);
			await expect(fetch(`http://127.0.0.1:${port}/live`)).rejects.toThrow();
		},
	);

	test('a second one on the same folder is told which process is first, and the first does not notice', async () => {
		const { directory, port, program } = await started([...built, 'start', '--empty'], preparedFolder());
		const second = await refused([...built, 'start'], { VIDAN_DATA: directory, PORT: String(await freePort()) });
		expect(second).toMatch(new RegExp(`^Vidan đang chạy trên .*\\(tiến trình ${program.pid}\\).*\\n$`));
		expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200);

		const other = dataFolder();
		const taken = await refused([...built, 'start'], { VIDAN_DATA: other, PORT: String(port) });
		expect(taken).toMatch(/^Cổng \d+ đang có chương trình khác dùng.*\n$/);
		expect(postmasterOf(other)).toBeUndefined();

		expect(await program.end('SIGTERM')).toBe(0);
	});

	test('a killed one is recovered by the next', async () => {
		const killed = await started([...built, 'start', '--empty'], preparedFolder());
		await killed.program.end('SIGKILL');
		const next = await started([...built, 'start', '--empty'], killed.directory);
		expect((await fetch(`http://127.0.0.1:${next.port}/ready`)).status).toBe(200);
		expect(await next.program.end('SIGTERM')).toBe(0);
		expect(postmasterOf(killed.directory)).toBeUndefined();
	});
});

describe('a sentence and exit code 1 for', () => {
	test.each([
		[{ DATABASE_URL: 'postgresql://' }, /^DATABASE_URL không đúng dạng/],
		[{ DATABASE_URL: 'mysql://somewhere/vidan' }, /^Cài đặt không dùng được: DATABASE_URL/],
		[{ DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/vidan' }, /^DATABASE_URL: không kết nối được/],
		[{ DATABASE_URL: 'postgresql://a:b@nowhere.invalid/vidan' }, /^DATABASE_URL: không tìm thấy máy/],
		[{ HOST: '203.0.113.1' }, /^Máy này không có địa chỉ 203\.0\.113\.1/],
		[{ PORT: 'three' }, /^Cài đặt không dùng được: PORT/],
		[{ VIDAN_DATA: '/dev/null' }, /^\/dev\/null không phải là thư mục/],
	])('%o', async (env, sentence) => {
		const said = await refused([...built, 'start'], {
			VIDAN_DATA: dataFolder(),
			PORT: String(await freePort()),
			...env,
		});
		expect(said).toMatch(sentence);
		expect(said.trimEnd().split('\n')).toHaveLength(1);
	});
});

function preparedFolder(): string {
	const directory = dataFolder();
	execFileSync('cp', ['-a', `${prepared}/.`, directory]);
	return directory;
}

/** A house that is ready. */
async function started([command, ...args]: [string, ...string[]], directory: string) {
	const port = await freePort();
	const program = run(command, args, { VIDAN_DATA: directory, PORT: String(port) });
	const isReady = () =>
		fetch(`http://127.0.0.1:${port}/ready`).then(
			(answer) => answer.ok,
			() => false,
		);
	if (!(await eventually(isReady, 90))) throw new Error(`not ready: ${program.out()}${program.err()}`);
	return { directory, port, program };
}

/** What a start that is refused says on standard error. */
async function refused([command, ...args]: [string, ...string[]], env: Record<string, string>): Promise<string> {
	const program: Program = run(command, args, env);
	expect(await program.ended, program.out()).toBe(1);
	return program.err();
}
