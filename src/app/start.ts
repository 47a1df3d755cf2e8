import { m } from '#words';
import { CannotStart, openServer, readArguments, readSettings, UnusableSetting, WrongUsage } from '#platform';
import type { Composition, Opened } from './composition.ts';
import { databaseProblem } from './database-problem.ts';
import { openDoors } from './start-doors.ts';
import { holdFolder } from './start-once.ts';
import { tellSteps } from './start-steps.ts';
import { askedToStop, letGo, type Open } from './stop.ts';

type Terminal = { out: (line: string) => void; err: (line: string) => void };

/** Starts the house and keeps it until it is asked to stop. Answers the exit code: 1 after one clear sentence. */
export async function start(
	argv: readonly string[],
	{ out, err }: Terminal,
	composition: Composition,
): Promise<number> {
	const open: Open = {};
	try {
		const lost = openAll(argv, out, composition, open).then(({ lost }) => lost);
		const sentence = await Promise.race([lost, askedToStop()]);
		if (sentence) err(sentence);
		else out(`\n${m.start_stopping()}`);
		lost.catch(() => {}); // stopped while it was opening: what fails now fails because of that
		await letGo(open);
		if (!sentence) out(m.start_stopped());
		return sentence ? 1 : 0;
	} catch (problem) {
		await letGo(open).catch(() => {});
		for (const line of tell(problem)) err(line);
		return 1;
	}
}

/** Opens one thing after the other, noting each in `open`. The promise it answers resolves if PostgreSQL is lost. */
async function openAll(
	argv: readonly string[],
	out: (line: string) => void,
	composition: Composition,
	open: Open,
): Promise<{ lost: Promise<string> }> {
	const began = Date.now();
	const { step, report } = tellSteps(5, out);

	step(m.start_step_settings());
	const { values } = readArguments([...argv], { empty: { type: 'boolean', default: false } }, 0);
	const settings = readSettings(process.env);
	if (settings.databaseUrl === undefined) open.folder = holdFolder(settings.dataDirectory);
	open.doors = await openDoors(settings.host, settings.port);

	step(m.start_step_database());
	const server = await (open.server = openServer(settings, report));
	const lost = new Promise<string>((resolve) => server.onLoss(resolve));
	report(server.description);
	const opened: Opened = { settings, server, report };

	step(m.start_step_migrate());
	await composition.migrate(opened);

	step(m.start_step_prepare());
	const notes = await composition.prepare(opened, { empty: values.empty });

	step(m.start_step_listen());
	const serving = (open.serving = await composition.serve(opened));
	open.doors.answerWith(serving.answer);

	const seconds = ((Date.now() - began) / 1000).toFixed(1).replace('.', ',');
	const address = settings.port === 0 ? `http://localhost:${open.doors.port}` : settings.origin;
	out(`\n${m.start_ready({ address })} (${seconds} s)`);
	for (const note of notes) out(note);
	out(m.start_ready_howToStop());
	return { lost };
}

function tell(problem: unknown): string[] {
	if (problem instanceof CannotStart) return [problem.message];
	if (problem instanceof UnusableSetting) return [m.start_settings_unusable({ problem: problem.message })];
	if (problem instanceof WrongUsage) return [m.start_usage()];
	const ofDatabase = databaseProblem(problem);
	if (ofDatabase !== undefined) return [ofDatabase];
	return [m.start_unexpected(), problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)];
}
