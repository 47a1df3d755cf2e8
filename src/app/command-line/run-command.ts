import { inLocale, m } from '#words';
import { Problem, problemOf, UnusableSetting, WrongUsage, type Command, type CommandIO, type House } from '#platform';
import { databaseProblem } from '../database-problem.ts';

export type CommandLine = {
	commands: readonly Command[];
	/** Opens a house on a prepared database, and how to let it go. */
	openHouse: () => Promise<{ house: House; close: () => Promise<void> }>;
	out: (text: string) => void;
	err: (text: string) => void;
};

/** Runs one command as typed and answers its exit code. Whatever goes wrong is one clear sentence on standard error. */
export function runCommand(line: CommandLine, args: readonly string[]): Promise<number> {
	return inLocale('vi', async () => {
		if (args.length === 0 || ['help', '--help', '-h'].includes(args[0]!)) return help(line, args.slice(1));
		const command = find(line.commands, args);
		if (!command) {
			line.err(m.command_unknown({ typed: args.slice(0, 2).join(' ') }));
			line.err(m.command_seeHelp());
			return 1;
		}
		const rest = args.slice(command.name.split(' ').length);
		if (rest.includes('--help') || rest.includes('-h')) {
			describe(command, line.out);
			return 0;
		}
		return runOpened(line, command, rest);
	});
}

/** The longest name that the words begin with: `units import` before `units`. */
const find = (commands: readonly Command[], args: readonly string[]) =>
	commands
		.filter(({ name }) => name.split(' ').every((word, at) => args[at] === word))
		.toSorted((a, b) => b.name.length - a.name.length)[0];

async function runOpened(line: CommandLine, command: Command, args: string[]): Promise<number> {
	let opened: ReturnType<CommandLine['openHouse']> | undefined;
	const io: CommandIO = {
		house: async () => (await (opened ??= line.openHouse())).house,
		out: line.out,
		err: line.err,
	};
	try {
		return await command.run(io, args);
	} catch (error) {
		return refused(line, command, error);
	} finally {
		await opened?.then(
			({ close }) => close(),
			() => {},
		);
	}
}

function refused(line: CommandLine, command: Command, error: unknown): number {
	if (error instanceof WrongUsage) {
		if (error.message) line.err(m.command_wrongUsage({ detail: error.message }));
		line.err(`bin/vidan ${command.name} ${command.usage}`);
		return 1;
	}
	const ofDatabase = databaseProblem(error);
	if (ofDatabase !== undefined) {
		line.err(ofDatabase);
		return 1;
	}
	const problem = problemOf(error);
	if (problem instanceof Problem) line.err(problem.words());
	else if (error instanceof UnusableSetting || error instanceof Error)
		line.err(process.env.VIDAN_LOG === 'debug' ? String(error.stack) : error.message);
	else line.err(String(error));
	return 1;
}

function help({ commands, out, err }: CommandLine, about: readonly string[]): number {
	if (about.length > 0) {
		const command = find(commands, about);
		if (!command) {
			err(m.command_unknown({ typed: about.join(' ') }));
			return 1;
		}
		describe(command, out);
		return 0;
	}
	out(m.command_help_title());
	for (const { name, usage, summary, example } of commands) {
		out('');
		out(`bin/vidan ${name} ${usage}`.trim());
		out(`    ${summary()}`);
		out(`    ${m.command_example({ example })}`);
	}
	return 0;
}

function describe({ name, usage, summary, example }: Command, out: (text: string) => void): void {
	out(`bin/vidan ${name} ${usage}`.trim());
	out('');
	out(summary());
	out(m.command_example({ example }));
}
