import { PostgresDialect, PostgresDriver, type PostgresDialectConfig } from 'kysely';

/** PostgreSQL as Kysely speaks to it, except that nobody waits for `begin`: it travels with the first statement. */
export class PromptDialect extends PostgresDialect {
	readonly #config: PostgresDialectConfig;

	constructor(config: PostgresDialectConfig) {
		super(config);
		this.#config = config;
	}

	override createDriver(): PostgresDriver {
		return new PromptDriver(this.#config);
	}
}

class PromptDriver extends PostgresDriver {
	/**
	 * The server answers in order. Should `begin` fail, the connection is broken and the next statement says so; and without a
	 * transaction no statement would have a role, hence no right.
	 */
	override async beginTransaction(...begin: Parameters<PostgresDriver['beginTransaction']>): Promise<void> {
		super.beginTransaction(...begin).catch(() => {});
	}
}
