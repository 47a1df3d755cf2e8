import { m } from '#words';

/** Said on every page and every print of demonstration data: nothing here is a statement about a real body. */
export const IllustrationBanner = () => (
	<section class="illustration" aria-label={m.ui_illustration()}>
		<p>
			<strong>{m.ui_illustration()}.</strong> {m.ui_illustration_detail()}
		</p>
	</section>
);
