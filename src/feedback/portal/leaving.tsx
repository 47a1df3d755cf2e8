import { m } from '#words';
import { unchanging } from '#ui';
import { here, leavePath } from './paths.ts';

/** The way out, always at hand: to the front page at once, and the browser is asked to forget what it kept. */
export const Leaving = unchanging(() => (
	<p class="leaving">
		<a class="btn" href={here(leavePath)}>
			{m.feedback_file_leave()}
		</a>
		<span class="muted">{m.feedback_file_leave_detail()}</span>
	</p>
));

/** Asks the browser to forget, and sends on to the front page. The history of addresses is the browser's own: they are neutral. */
export const leave = (): Response =>
	new Response(null, {
		status: 303,
		headers: {
			Location: here('/'),
			'Clear-Site-Data': '"cache", "storage"',
			'Cache-Control': 'no-store',
		},
	});
