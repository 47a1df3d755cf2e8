import type { Child } from 'hono/jsx';
import { m } from '#words';
import type { Call, Paper, PublicView, Request, View } from '#platform';
import { Notice, PlainPage, PortalPage, WorkspacePage, written, type PortalFrame } from '#ui';
import { installationOf, portalFrame } from '#portal';
import { workspaceFrame, type CountsDuties } from './workspace-frame.ts';

/** The workspace around a view. */
export const workspacePage = (countDuties: CountsDuties) => async (call: Call, request: Request, view: View) => {
	const frame = await workspaceFrame(call, request, countDuties);
	return written(
		<WorkspacePage
			frame={frame}
			title={view.title}
			about={view.lead}
			state={view.state}
			action={view.action}
			crumbs={view.crumbs}
			version={view.version}
			notice={view.problem ? <Notice kind="problem" title={view.problem} /> : noticeOf(request)}
		>
			{view.body}
		</WorkspacePage>,
	);
};

/** A document to print: no shell, but demonstration data says so on paper too. */
export async function paperPage(call: Call, { paper }: Paper): Promise<string> {
	const { illustration } = await installationOf(call);
	return written(<>{paper({ illustration })}</>);
}

/** The portal around a public view. */
export async function portalPage(call: Call, request: Request, view: PublicView): Promise<string> {
	const frame = await portalFrame(call, request);
	return written(
		<PortalPage
			frame={view.alone ? aloneIn(frame) : frame}
			alone={view.alone ?? false}
			title={view.title}
			heading={view.heading}
			lead={view.lead}
			crumbs={view.crumbs}
			changedOn={view.changedOn}
		>
			{view.body}
		</PortalPage>,
	);
}

/** The name of the body and how it is reached, without sections, search, other language and foot. */
const aloneIn = ({ body, superior, home, path, contact, illustration }: PortalFrame): PortalFrame => ({
	body,
	path,
	sections: [],
	...(superior !== undefined && { superior }),
	...(home !== undefined && { home }),
	...(contact !== undefined && { contact }),
	...(illustration !== undefined && { illustration }),
});

/** A page of one thing: sign-in, set-up. */
export const plainPage = (title: string, body: Child): Promise<string> =>
	written(<PlainPage title={title}>{body}</PlainPage>);

/** What was just done, said once: `?notice=` names a message, nothing else is shown. */
function noticeOf(request: Request): Child {
	const key = request.query('notice');
	const words =
		/^[a-z]+_\w+$/.test(key) && Object.hasOwn(m, key) ? (m as unknown as Record<string, () => string>)[key] : undefined;
	return words && words.length === 0 ? <Notice kind="done" title={words()} /> : undefined;
}
