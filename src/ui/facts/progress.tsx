import { formatNumber, m } from '#words';

/** How far a work is: a bar, and what is being done in words. Without `total` the end is not known. */
export const Progress = (props: { label: string; done: number; total?: number }) => (
	<div class="progress-part">
		<p>
			{props.label}
			{props.total !== undefined && (
				<small>{m.ui_progress({ done: formatNumber(props.done), total: formatNumber(props.total) })}</small>
			)}
		</p>
		<progress
			class="progress"
			aria-label={props.label}
			value={props.total === undefined ? undefined : props.done}
			max={props.total ?? 1}
		></progress>
	</div>
);
