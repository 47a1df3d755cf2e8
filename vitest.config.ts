import { defineConfig } from 'vitest/config';
import { compileWords } from './scripts/compile-words.ts';

const pure = ['src/**/*.test.{ts,tsx}'];
const database = ['{src,tests}/**/*.db.test.{ts,tsx}'];

compileWords();

/** `vitest run --project pure` for milliseconds, `database` for real PostgreSQL, `journeys` and `start` for the built house. */
export default defineConfig({
	test: {
		// The steps of the gate are processes of their own: each finds the sources as the one before has left them.
		fsModuleCache: true,
		projects: [
			{ extends: true, test: { name: 'architecture', include: ['tests/architecture.test.ts'], testTimeout: 30_000 } },
			{
				extends: true,
				test: {
					name: 'pure',
					include: pure,
					exclude: database,
					isolate: false,
					maxWorkers: 2,
					testTimeout: 30_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'database',
					include: database,
					globalSetup: 'tests/setup/database.ts',
					// Files keep a database to themselves while they run, not their own copy of the house: loading it takes longer than most tests.
					isolate: false,
					maxWorkers: 2,
					testTimeout: 30_000,
					hookTimeout: 30_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'start',
					include: ['tests/start/**/*.test.ts'],
					fileParallelism: false,
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'journeys',
					include: ['tests/journeys/**/*.test.ts'],
					// Each file has a house, a port and a browser of its own.
					maxWorkers: 2,
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
});
