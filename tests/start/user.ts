import { openEmbedded } from '../../src/platform/embedded/embedded.ts';

/** A process that uses the embedded PostgreSQL of a folder until it is asked to stop; run by the tests beside it. */
const embedded = await openEmbedded({ directory: process.argv[2]!, report: () => {} });
process.on('SIGTERM', () => {
	void embedded.close().then(() => process.exit());
});
embedded.onLoss((sentence) => {
	console.error(sentence);
	process.exit(1);
});
console.log(embedded.superuserUrl);
setInterval(() => {}, 60_000);
