import { m } from '#words';
import type { Child } from 'hono/jsx';
import { Breadcrumb } from './breadcrumb.tsx';
import type { Link, WorkspaceFrame } from './frame.ts';
import { HtmlPage } from './html-page.tsx';
import { IllustrationBanner } from './illustration-banner.tsx';
import { WorkspaceBar } from './workspace-bar.tsx';
import { WorkspaceRooms } from './workspace-rooms.tsx';

/** A page for signed-in people: a sentence as its title, its state in a word, ONE main action, then the matter. */
export const WorkspacePage = (props: {
	frame: WorkspaceFrame;
	title: string;
	/** A `<State>`. */
	state?: Child;
	/** One `<LinkButton>` or form; further ones are `weight="quiet"`. */
	action?: Child;
	/** One line under the title: whose, when, since. */
	about?: Child;
	crumbs?: Link[];
	/** Others change what is shown: the page is kept up to date while it is looked at. */
	version?: string;
	/** A `<Notice>` about what was just done. */
	notice?: Child;
	children: Child;
}) => (
	<HtmlPage title={`${props.title} – ${props.frame.body}`} sheet="workspace" islands>
		<a class="skip" href="#main">
			{m.ui_skip()}
		</a>
		{props.frame.illustration && <IllustrationBanner />}
		<WorkspaceBar frame={props.frame} />
		<div class="workspace-body">
			<WorkspaceRooms frame={props.frame} />
			<main id="main">
				{props.version !== undefined && <live-page version={props.version} hidden />}
				{props.crumbs && <Breadcrumb crumbs={props.crumbs} />}
				{props.notice}
				<header class="page-head">
					<div class="page-title">
						<h1>{props.title}</h1>
						{props.state}
					</div>
					{props.action && <div class="buttons page-action">{props.action}</div>}
					{props.about && <p class="about">{props.about}</p>}
				</header>
				{props.children}
			</main>
		</div>
	</HtmlPage>
);
