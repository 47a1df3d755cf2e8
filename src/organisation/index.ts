/**
 * The tree of units through time: what a unit is called, under whom it stands, what continues it — on any date — and the
 * documents that change this.
 */
export {};
