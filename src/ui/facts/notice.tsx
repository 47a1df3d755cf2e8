import { m } from '#words';
import type { Child } from 'hono/jsx';
import { Icon } from '../icon.tsx';
import type { IconName } from '../icons.ts';

export type NoticeKind = 'done' | 'info' | 'warning' | 'problem';

const signs: Record<NoticeKind, IconName> = {
	done: 'circleCheck',
	info: 'info',
	warning: 'triangleAlert',
	problem: 'circleAlert',
};

const words: Record<NoticeKind, () => string> = {
	done: () => m.ui_notice_done(),
	info: () => m.ui_notice_info(),
	warning: () => m.ui_notice_warning(),
	problem: () => m.ui_notice_problem(),
};

/** What was just done, or what the reader should know before going on: what happened, why, what to do. */
export const Notice = ({ kind, title, children }: { kind: NoticeKind; title?: string; children?: Child }) => (
	<div class={`notice notice-${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
		<Icon name={signs[kind]} />
		<div>
			<p class="notice-title">{title ?? words[kind]()}</p>
			{children && <div class="notice-detail">{children}</div>}
		</div>
	</div>
);
