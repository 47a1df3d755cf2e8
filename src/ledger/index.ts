/**
 * The ledger: a public log (C2SP tlog-tiles) of what was done, from which nothing can be taken back unseen. Its leaves hold no
 * personal data; a salted commitment speaks for each event, so that a case can be erased and the log stays whole.
 */
export { addLeaf } from './add-leaf.ts';
export { canonicalJson, type Json } from './leaf/canonical-json.ts';
export { commitmentOf } from './leaf/commitment.ts';
export { isCode, type Facts, type Leaf, type LeafEntry } from './leaf/leaf.ts';
export { eraseSalts, listOpenings } from './leaf.store.ts';
export { ledgerPortal } from './portal.tsx';
export { ledgerCommands } from './commands/index.ts';
export { promiseOf, type Promised } from './promise.ts';
export { publishStatistics } from './publish-statistics.ts';
export { ledgerLoops } from './sequencer/loops.ts';
export { statisticsOf, withEmptied, type Statistic } from './verify/statistics.ts';
export { sequence } from './sequencer/sequence.ts';
