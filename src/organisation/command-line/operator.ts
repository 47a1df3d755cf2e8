import { accountName, work, type Call, type CommandIO } from '#platform';

/** Runs as the operator, under the name of the account that typed the command: that is what is recorded. */
export const asOperator = async <T>(io: CommandIO, act: (call: Call) => Promise<T>): Promise<T> =>
	work(await io.house(), { kind: 'operator', name: accountName() }, act);
