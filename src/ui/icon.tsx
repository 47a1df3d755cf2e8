import { raw } from 'hono/html';
import { shapesOf, type IconName } from './icons.ts';

/** A small drawing beside words; it says nothing by itself, so that a screen reader passes over it. */
export const Icon = ({ name }: { name: IconName }) => (
	<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
		{raw(shapesOf(name))}
	</svg>
);
