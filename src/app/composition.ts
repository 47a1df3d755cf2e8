import type { RequestListener } from 'node:http';
import type { DatabaseServer, Settings } from '#platform';

/** What `app` plugs into the start: the parts that know the domain. Each may throw; the sentence is shown. */
export type Composition = {
	/** Brings the database to the schema of this version. */
	migrate(opened: Opened): Promise<void>;
	/** On the first start: demonstration data, or with `empty` the way to set up. Answers what to tell after the address. */
	prepare(opened: Opened, options: { empty: boolean }): Promise<string[]>;
	/** Opens pools, worker and faces. */
	serve(opened: Opened): Promise<Serving>;
};

/** What the parts get to work with. */
export type Opened = {
	settings: Settings;
	server: DatabaseServer;
	/** Takes a line about what is taking time. */
	report: (line: string) => void;
};

/** The running house behind the doors. */
export type Serving = {
	answer: RequestListener;
	/** From now on `/ready` is red. */
	unready(): void;
	/** Jobs under way end, then the pools. Called when every request is answered. */
	stop(): Promise<void>;
};
