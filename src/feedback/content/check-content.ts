import { createHash } from 'node:crypto';
import { commitmentOf, listOpenings } from '#ledger';
import type { Call, House } from '#platform';
import { m } from '#words';
import { kinds } from '../feedback.ts';
import { listStored, type StoredCase } from './content.store.ts';

export type Checked = { cases: number; problems: string[] };

/**
 * Holds what lies in the tables and the file store against the log: each step is what a leaf of its case committed to, and each text and
 * file has the bytes that a step named. Opens nothing: what is compared is hashes of what is encrypted.
 */
export async function checkContent(call: Call): Promise<Checked> {
	const checked: Checked = { cases: 0, problems: [] };
	for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
		const cases = await listStored(call, after, 1000);
		if (cases.length === 0) return checked;
		after = cases.at(-1)!.id;
		const openings = Object.groupBy(
			await listOpenings(
				call,
				cases.map(({ logId }) => logId),
			),
			({ subject }) => subject,
		);
		for (const each of cases) {
			checked.cases += 1;
			checked.problems.push(
				...changedSteps(each, openings[each.logId] ?? []),
				...(await changedContent(call.house, each)),
			);
		}
	}
}

type Opened = Awaited<ReturnType<typeof listOpenings>>;

/** What it was called then, a step does not say; a leaf that it fits under any kind is its leaf. */
function changedSteps({ logId, steps }: StoredCase, openings: Opened): string[] {
	const isCommittedTo = ({ by, ...step }: StoredCase['steps'][number]): boolean =>
		openings.some(({ salt, commitment }) =>
			kinds.some((kind) => commitmentOf(salt, { ...step, by, kind }).toString('base64') === commitment),
		);
	return steps
		.filter((step) => !isCommittedTo(step))
		.map(({ step }) => m.feedback_content_step({ subject: logId, step: String(step) }));
}

/** What was sealed anew is named again by the step that called for it: the last name holds. */
async function changedContent(house: House, { logId, steps, texts, files, spoken }: StoredCase): Promise<string[]> {
	const named = new Map(steps.flatMap(({ detail }) => Object.entries(detail.kept ?? {})));
	const found = new Map(Object.entries(texts));
	for (const { id, sha256, refused } of files) {
		const isWhole = refused || (await hashOfFile(house, sha256)) === sha256;
		if (isWhole) found.set(id, sha256);
	}
	const wrong = [...named].filter(([id, sha256]) => found.get(id) !== sha256).map(([id]) => id);
	// What came with the letter is named when a desk was found for it.
	const lies = steps.some(({ event }) => event === 'routed') ? files.filter(({ refused }) => !refused) : [];
	const unnamed = [...spoken, ...lies.map(({ id }) => id)].filter((id) => !named.has(id));
	return [
		...wrong.map((id) => m.feedback_content_changed({ subject: logId, id })),
		...unnamed.map((id) => m.feedback_content_unnamed({ subject: logId, id })),
	];
}

async function hashOfFile(house: House, sha256: string): Promise<string | undefined> {
	const hash = createHash('sha256');
	try {
		for await (const chunk of house.files.read(sha256)) hash.update(chunk as Uint8Array);
	} catch {
		return undefined; // it is not there
	}
	return hash.digest('hex');
}
