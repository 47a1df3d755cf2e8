/**
 * What was done, counted once: acts, and the figures of any node of the tree over any period — as was, as now, as
 * published. Campaigns are known by their id only.
 */
export { applyStandingChange } from './apply-standing-change.ts';
export type { CampaignBySlug } from './campaign-by-slug.ts';
export { figuresOf, figuresOfChildren, figuresOfEach, trendOf, type Figures } from './figures-of.ts';
export { findFreshness, listCampaignMetrics, type Freshness, type Question } from './figures.store.ts';
export { figuresListeners } from './follow-tree.ts';
export { foldOnce, foldUntilEmpty } from './fold.ts';
export { foldWaiting } from './fold-waiting.ts';
export { importCommand } from './import-command.ts';
export { figuresLoops } from './loops.ts';
export {
	denominatorOf,
	metricLabel,
	metricNamed,
	metrics,
	rateOf,
	rates,
	type MetricKey,
	type Rate,
} from './metrics.ts';
export { firstDay, yearBefore, type Basis, type Period } from './period.ts';
export { correctAct, recordAct, recordActs, type NewAct } from './record-acts.ts';
export { ensureNow, refreshNow } from './refresh-now.ts';
export { showCommand } from './show-command.ts';
export { verifyCommand } from './verify/verify-command.ts';
export { verifyFigures } from './verify/verify-figures.ts';
export { figuresDesk } from './desk.ts';
export { figuresPath, type CampaignChoice, type FiguresWiring } from './desk/view.ts';
export { freezeReport } from './report/freeze-report.ts';
export { canonicalFigures, hashOf, type FrozenFigures } from './report/canonical-figures.ts';
export { rebuildCommand } from './rebuild-command.ts';
export { rebuildFigures } from './rebuild-figures.ts';
