import { sha256, type Hash } from '../tree/hashing.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

/**
 * What a leaf says of an event without telling it: SHA-256(0x01 ‖ salt ‖ canonical JSON). Whoever holds the salt and the event can
 * show that they belong to the leaf; without the salt, which can be destroyed, nothing can be tried out against it.
 */
export const commitmentOf = (salt: Buffer, event: Json): Hash => sha256(mark, salt, Buffer.from(canonicalJson(event)));

const mark = Buffer.of(1);
