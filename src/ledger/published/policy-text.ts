import type { House } from '#platform';
import { signerFor } from '../log-name.ts';
import { keyLine } from '../note/key.ts';

/**
 * The trust policy of the log (c2sp.org/tlog-policy), with what is asked of witnesses in its comments. In English, because it is
 * read by programs and by those who write them.
 */
export const policyText = (house: House, origin: string): string => `# The log of ${origin}
#
# Format: https://c2sp.org/tlog-tiles, checkpoints https://c2sp.org/tlog-checkpoint, signed with Ed25519.
# Key, tiles and entries stand beside this file. What a leaf holds: see the page /so-cai of this site.
#
# Witnesses are welcome. A witness reads the checkpoint, sees that it only ever grows (consistency proofs follow from
# the tiles), keeps every checkpoint it has seen, and signs it with its own key as a cosignature, format
# https://c2sp.org/tlog-cosignature ("cosignature/v1", the time, then the text of the checkpoint). It publishes its key line
# and its cosignatures where the operator of this log cannot change them, and speaks up when a checkpoint is smaller
# than, or inconsistent with, one that it has signed.
#
# No witness has been appointed yet, so that a checkpoint needs no cosignature:
log ${keyLine(signerFor(house, origin))} ${house.settings.origin}/log/${origin.slice(origin.lastIndexOf('/') + 1)}
quorum none
`;
