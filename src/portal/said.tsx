import type { Said } from './public-campaign.ts';

/** A text that may be in another language than the page around it. */
export const SaidText = ({ said }: { said: Said }) =>
	said.lang ? <span lang={said.lang}>{said.text}</span> : <>{said.text}</>;

/** A text of several paragraphs, divided by empty lines. */
export const SaidProse = ({ said }: { said: Said }) => (
	<div class="prose" lang={said.lang}>
		{said.text
			.split(/\n\s*\n/)
			.filter((paragraph) => paragraph.trim() !== '')
			.map((paragraph) => (
				<p>{paragraph}</p>
			))}
	</div>
);
