import { lineOf } from '#organisation';
import { found, type Call } from '#platform';
import { findBlock, type Block } from './block.store.ts';

/** A block, and who may do what in it: the node that arranges it and its ancestors today. */
export type BlockInLine = Block & { line: readonly number[] };

export async function blockOf(call: Call, id: string): Promise<BlockInLine> {
	const block = found(await findBlock(call, id));
	return { ...block, line: await lineOf(call, block.nodeId) };
}
