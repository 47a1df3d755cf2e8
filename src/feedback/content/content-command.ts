import { readArguments, work, type Command } from '#platform';
import { formatNumber, m } from '#words';
import { checkContent } from './check-content.ts';

/** `log content`: of the own database. Exit code 1 when anything is not as the log stands for it. */
export const contentCommand: Command = {
	name: 'log content',
	usage: '',
	summary: () => m.feedback_command_content(),
	example: 'bin/vidan log content',
	async run(io, args) {
		readArguments(args, {}, 0);
		const { cases, problems } = await work(await io.house(), { kind: 'operator', name: 'log content' }, checkContent, {
			readOnly: true,
		});
		for (const problem of problems) io.err(problem);
		io.out(m.feedback_content_done({ cases: formatNumber(cases), problems: formatNumber(problems.length) }));
		return problems.length === 0 ? 0 : 1;
	},
};
