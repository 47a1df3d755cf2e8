import { m } from '#words';
import { Icon } from '../icon.tsx';
import { idOf, type FormErrors } from './typed.ts';

/** All that is wrong, above the form; each line leads to its field. It takes the focus, so that it is read first. */
export const ErrorSummary = ({ errors }: { errors: FormErrors | undefined }) => {
	const lines = Object.entries(errors ?? {});
	if (lines.length === 0) return null;
	return (
		<div class="error-summary" role="alert" tabindex={-1} autofocus aria-labelledby="error-summary-title">
			<h2 id="error-summary-title">
				<Icon name="circleAlert" />
				{m.ui_errors_title()}
			</h2>
			<ul>
				{lines.map(([name, error]) => (
					<li>{name === '' ? error : <a href={`#${idOf(name)}`}>{error}</a>}</li>
				))}
			</ul>
		</div>
	);
};
