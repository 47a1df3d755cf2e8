import { markOf } from '#platform';
import type { Task } from './task.ts';

/** What is decided, answered or amended is a task in one version: an amended plan never rewrites one. */
export const markOfTask = ({ id, version }: Pick<Task, 'id' | 'version'>): string => markOf(id, version);
