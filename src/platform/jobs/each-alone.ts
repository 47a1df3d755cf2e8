import { work, type Call, type House } from '../call.ts';
import { codeOf } from '../refused.ts';
import { problemOf } from '../http/failures.ts';
import { Unavailable } from '../problems.ts';

type Item = string | { id: string };

/**
 * Does what waits item by item, each in its own transaction: one that cannot be done is logged and holds up no other. It rests, longer
 * each time that it fails, and whoever lists leaves out what rests, so that a limited list is never full of it. When the database itself
 * is away, or the disk is full, it stops as a whole.
 *
 * @param list what waits, without the ids that rest
 * @returns how many were done
 */
export async function eachAlone<T extends Item>(
	house: House,
	job: string,
	list: (call: Call, resting: readonly string[]) => Promise<readonly T[]>,
	act: (call: Call, item: T) => Promise<unknown>,
): Promise<number> {
	const caller = { kind: 'job', name: job } as const;
	const rests = restsOf(house, job);
	const resting = rests.now();
	const listed = await work(house, caller, (call) => list(call, [...resting]), { readOnly: true });
	let done = 0;
	for (const item of listed) {
		const id = idOf(item);
		if (resting.has(id)) continue;
		try {
			await work(house, caller, (call) => act(call, item));
			rests.over(id);
			done++;
		} catch (error) {
			if (isAway(error)) throw error;
			rests.begin(id);
			house.log.error({ job, id, ...whereOf(error) }, 'one of many failed');
		}
	}
	return done;
}

const idOf = (item: Item): string => (typeof item === 'string' ? item : item.id);

/** A statement that took too long (57014) says something of the item; everything else of this sort concerns all of them. */
const isAway = (error: unknown): boolean => problemOf(error) instanceof Unavailable && codeOf(error) !== '57014';

/** What it is and where it came from. Not its message: that may repeat what somebody wrote. */
const whereOf = (error: unknown) => ({
	error: error instanceof Error ? error.name : typeof error,
	code: codeOf(error),
	at: error instanceof Error ? error.stack?.match(/^\s+at .*$/gm)?.slice(0, 5) : undefined,
});

const firstRest = 5_000;
const longestRest = 60 * 60 * 1000;

type Rest = { until: number; length: number };
const restsByJob = new WeakMap<House, Map<string, Map<string, Rest>>>();

/** What failed, for as long as the process lives: begun anew, everything is tried at once. */
function restsOf(house: House, job: string) {
	const jobs = restsByJob.get(house) ?? new Map<string, Map<string, Rest>>();
	restsByJob.set(house, jobs);
	const rests = jobs.get(job) ?? new Map<string, Rest>();
	jobs.set(job, rests);
	const clock = () => house.clock().getTime();
	return {
		now: (): ReadonlySet<string> => new Set([...rests].flatMap(([id, { until }]) => (until > clock() ? [id] : []))),
		over: (id: string) => rests.delete(id),
		begin(id: string) {
			const length = Math.min((rests.get(id)?.length ?? firstRest / 4) * 4, longestRest);
			rests.set(id, { until: clock() + length, length });
		},
	};
}
