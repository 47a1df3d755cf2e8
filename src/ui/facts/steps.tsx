import { formatNumber, m } from '#words';
import type { Child } from 'hono/jsx';
import { Icon } from '../icon.tsx';
import type { IconName } from '../icons.ts';

export type Step = { label: string; state: 'done' | 'now' | 'later'; detail?: string; href?: string };

const signs: Record<Step['state'], IconName> = { done: 'circleCheck', now: 'circleDot', later: 'circle' };
const words: Record<Step['state'], () => string> = {
	done: () => m.ui_step_done(),
	now: () => m.ui_step_now(),
	later: () => m.ui_step_later(),
};

/** The life of a thing from left to right, and where it is now. */
export const Steps = ({ label, steps }: { label: string; steps: Step[] }) => (
	<ol class="steps" aria-label={label}>
		{steps.map((step) => (
			<li class={`step-${step.state}`} aria-current={step.state === 'now' ? 'step' : undefined}>
				<Icon name={signs[step.state]} />
				<span class="sr-only">{words[step.state]()}: </span>
				<span>
					{step.href ? <a href={step.href}>{step.label}</a> : step.label}
					{step.detail && <small>{step.detail}</small>}
				</span>
			</li>
		))}
	</ol>
);

/** What a newcomer, or a unit this week, should do; done things stay in sight. */
export const Checklist = (props: {
	title: string;
	items: { label: string; done: boolean; href?: string; hint?: Child }[];
}) => {
	const done = props.items.filter((item) => item.done).length;
	return (
		<section class="checklist">
			<h2>{props.title}</h2>
			<p class="muted">{m.ui_checklist_count({ done: formatNumber(done), total: formatNumber(props.items.length) })}</p>
			<ul>
				{props.items.map((item) => (
					<li class={item.done ? 'step-done' : 'step-later'}>
						<Icon name={item.done ? 'circleCheck' : 'circle'} />
						<span class="sr-only">{item.done ? m.ui_step_done() : m.ui_step_later()}: </span>
						<span>
							{item.href ? <a href={item.href}>{item.label}</a> : item.label}
							{item.hint && <small>{item.hint}</small>}
						</span>
					</li>
				))}
			</ul>
		</section>
	);
};
