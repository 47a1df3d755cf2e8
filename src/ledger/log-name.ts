import type { House } from '#platform';
import { signerOf, type Signer } from './note/key.ts';

/** The origin of a shard: where the log is found, and the shard. Written down when the shard is opened; settings may change later. */
export const originOf = (house: House, shard: string): string => `${new URL(house.settings.origin).host}/log/${shard}`;

/** The origin under which the first shard of a house will be opened. */
export const firstOrigin = (house: House, today: string): string => originOf(house, today.slice(0, 4));

/** The shard within the log: `example.vn/log/2026-2` → `2026-2`. */
export const shardOf = (origin: string): string => origin.slice(origin.lastIndexOf('/') + 1);

/** `example.vn/log/2026` → `example.vn/log/2027`: the log keeps its name whatever it is reached under later. */
export const sibling = (origin: string, shard: string): string =>
	`${origin.slice(0, origin.lastIndexOf('/'))}/${shard}`;

const signers = new WeakMap<House['secrets'], Map<string, Signer>>();

/** Who signs for a shard. One key for all shards, so that whoever trusts one knows the next; the name tells them apart. */
export function signerFor(house: House, origin: string): Signer {
	const known = signers.get(house.secrets) ?? new Map<string, Signer>();
	signers.set(house.secrets, known);
	const signer = known.get(origin) ?? signerOf(origin, house.secrets.key('ledger'));
	known.set(origin, signer);
	return signer;
}
