import { inLocale } from '#words';
import { start } from './start.ts';

const [command, ...rest] = process.argv.slice(2);
const terminal = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };

/** The entry of the built file. Replaced by the table of commands. */
const code = await inLocale('vi', () => {
	if (command !== 'start') return Promise.resolve(command === 'help' ? 0 : 1);
	return start(rest, terminal, {
		migrate: async () => {},
		prepare: async () => [],
		serve: async () => ({
			answer: (request, response) => {
				if (request.url === '/ready') response.end('ready');
				else setTimeout(() => response.end('vidan\n'), request.url === '/slow' ? 2_000 : 0);
			},
			unready: () => {},
			stop: async () => {},
		}),
	});
});
process.exit(code);
