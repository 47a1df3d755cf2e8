import { formatNumber, m } from '#words';
import { Icon } from '../icon.tsx';
import type { WorkspaceFrame } from './frame.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { SearchForm } from './search-form.tsx';

/** The top of the workspace: search everything, what waits for me, language, me. */
export const WorkspaceBar = ({ frame }: { frame: WorkspaceFrame }) => (
	<header class="bar">
		<button class="btn btn-ghost bar-menu" type="button" popovertarget="rooms">
			<Icon name="menu" />
			<span class="bar-word">{m.ui_menu()}</span>
		</button>
		<a class="body-name" href={frame.home ?? '/'}>
			{frame.body}
		</a>
		{frame.search && <SearchForm action={frame.search} placeholder={`${m.ui_search_all()} (${m.ui_search_key()})`} />}
		{frame.tasks && <TasksLink tasks={frame.tasks} />}
		{frame.languages && <LanguageSwitch languages={frame.languages} />}
		{frame.me && <MeMenu me={frame.me} />}
	</header>
);

const TasksLink = ({ tasks }: { tasks: NonNullable<WorkspaceFrame['tasks']> }) => (
	<a class="btn btn-ghost bar-tasks" href={tasks.href} title={m.ui_tasks_count({ count: formatNumber(tasks.count) })}>
		<Icon name="listChecks" />
		<span class="bar-word">{m.ui_tasks()}</span>
		{tasks.count > 0 && <span class="count">{formatNumber(tasks.count)}</span>}
	</a>
);

/** Opens without JavaScript; signing out is a form, because it changes something. */
const MeMenu = ({ me }: { me: NonNullable<WorkspaceFrame['me']> }) => (
	<closing-menu>
		<details class="me">
			<summary class="btn btn-ghost">
				<Icon name="user" />
				<span class="bar-word">{me.name}</span>
				<Icon name="chevronDown" />
			</summary>
			<div class="me-card">
				<p>
					<strong>{me.name}</strong>
					{me.position && <small>{me.position}</small>}
				</p>
				<a href={me.href}>
					<Icon name="settings" />
					{m.ui_me_account()}
				</a>
				<form method="post" action={me.signOut}>
					<button type="submit">
						<Icon name="logOut" />
						{m.ui_signOut()}
					</button>
				</form>
			</div>
		</details>
	</closing-menu>
);
