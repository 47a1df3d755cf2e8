import { portalRoutes } from '#portal';
import type { Command, EventListener, House, Task, Timetable } from '#platform';
import type { Faces } from './web/web.ts';

/** What each room offers, put together: this is the only place that knows them all. */
export const faces: Faces = {
	doors: [],
	portals: [portalRoutes],
	desks: [],
	callerOf: () => undefined,
};

/** Who listens to what happens in a lower room, in the same transaction. */
export const listeners: ReadonlyMap<string, readonly EventListener[]> = new Map();

/** What the worker does when promised or when it is time. */
export const tasks: Record<string, Task> = {};
export const timetable: Timetable = [];

/** What the worker does again and again. */
export const loops: { milliseconds: number; turn: (house: House) => Promise<unknown> }[] = [];

/** The command line. */
export const commands: Command[] = [];
