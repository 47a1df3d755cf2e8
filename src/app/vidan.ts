import { inLocale } from '#words';
import { migrateDatabase, openSecrets, openServer, readSettings } from '#platform';
import { runCommand } from './command-line/run-command.ts';
import { composition, houseOn } from './compose.ts';
import { migrationsDirectory } from './project.ts';
import { commands } from './rooms.ts';
import { startCommand } from './start-command.ts';
import { letGoWhenAsked } from './stop.ts';

const out = (line: string) => console.log(line);
const err = (line: string) => console.error(line);

/** The entry of the built file: `bin/vidan COMMAND …`. */
process.exitCode = await inLocale('vi', () =>
	runCommand(
		{ commands: [startCommand(composition, { out, err }), ...commands], openHouse, out, err },
		process.argv.slice(2),
	),
);
// Timers and sockets of libraries would keep the process for a while; everything of ours is closed.
process.exit();

/** A house on a prepared database, whether the server runs or not: our PostgreSQL is joined or started. */
async function openHouse() {
	const settings = readSettings(process.env);
	const opening = openServer(settings, err);
	letGoWhenAsked(opening);
	const server = await opening;
	try {
		await migrateDatabase(server.ownerUrl, openSecrets(settings.dataDirectory), migrationsDirectory);
		const house = houseOn({ settings, server });
		return {
			house,
			close: async () => {
				await house.database.close();
				await server.close();
			},
		};
	} catch (error) {
		await server.close();
		throw error;
	}
}
