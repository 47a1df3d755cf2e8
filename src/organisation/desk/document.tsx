import { allow, anId, found, seeOther, type Call, type Desk, type ShowView, type View } from '#platform';
import { ActionForm, Button, Buttons, Confirmation, ConfirmLink, Facts, LinkButton, Notice, Part, Timeline } from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { checkReorganisation } from '../documents/check-reorganisation.ts';
import type { Dependents } from '../documents/dependents.ts';
import type { DocumentStep, TreeDocument } from '../documents/document.ts';
import { mayCheck, mayDraft, mayOrder, maySeeDocuments, needsCheck } from '../documents/document.policy.ts';
import { findDocument, listSteps } from '../documents/document.store.ts';
import { orderApplying, orderReverting, withdrawOrder } from '../documents/order.ts';
import { markOfDocument, planHash } from '../documents/plan-document.ts';
import { whatDependsOn } from '../documents/revert-document.ts';
import { loadHistory } from '../store/history.store.ts';
import { findRoot } from '../store/units.store.ts';
import type { Changes } from '../tree/changes.ts';
import { StatusState, stepWord, titleOfDocument } from './document-words.tsx';
import { DryRunParts } from './dry-run-parts.tsx';
import { dryRun } from './dry-run.ts';
import { applyPath, changePath, checkPath, documentPath, documentsPath, revertPath, withdrawPath } from './paths.ts';
import { ProblemList } from './problem-list.tsx';

/** One document: what it would do or did, who did what to it, and the next step for whoever may take it. */
export function document(dependents: Dependents): (desk: Desk) => void {
	return (desk) => {
		const show: ShowView = async (call, request) =>
			page(call, found(await findDocument(call, request.param('id'))), dependents);
		desk.get(documentPath(anId()), show);

		desk.post(
			checkPath(anId()),
			async (call, request) => {
				await checkReorganisation(call, request.param('id'), await request.seen());
				return seeOther(documentPath(request.param('id')), 'organisation_notice_checked');
			},
			show,
		);
		desk.post(
			applyPath(anId()),
			async (call, request) => {
				await orderApplying(call, request.param('id'), await request.seen());
				return seeOther(documentPath(request.param('id')), 'organisation_notice_ordered');
			},
			show,
		);
		desk.post(
			withdrawPath(anId()),
			async (call, request) => {
				await withdrawOrder(call, request.param('id'));
				return seeOther(documentPath(request.param('id')), 'organisation_notice_withdrawn');
			},
			show,
		);
		desk.get(revertPath(anId()), async (call, request) =>
			reverting(call, found(await findDocument(call, request.param('id'))), dependents),
		);
		desk.post(revertPath(anId()), async (call, request) => {
			await orderReverting(call, request.param('id'));
			return seeOther(documentPath(request.param('id')), 'organisation_notice_ordered');
		});
	};
}

async function page(call: Call, document: TreeDocument, dependents: Dependents): Promise<View> {
	const rootId = (await findRoot(call))?.id;
	allow(maySeeDocuments(call.actor, rootId));
	const steps = await listSteps(call, document.id);
	const isOpen = document.status === 'draft' || document.status === 'checked';
	const run = isOpen ? await dryRun(call, document, dependents) : undefined;
	return {
		title: titleOfDocument(document),
		lead: m.organisation_document_about({ date: formatDate(document.on) }),
		state: <StatusState status={document.status} />,
		crumbs: [{ label: m.organisation_documents_title(), href: documentsPath }],
		action:
			run && !Array.isArray(run) ? (
				<NextStep call={call} document={document} rootId={rootId} steps={steps} changes={run.changes} />
			) : (
				<UnderWay call={call} document={document} rootId={rootId} />
			),
		body: (
			<>
				{document.refusal && (
					<Notice kind="problem" title={m.organisation_document_refused()}>
						{document.refusal}
					</Notice>
				)}
				{(document.status === 'applying' || document.status === 'reverting') && (
					<Notice kind="info" title={m.organisation_document_underWay()} />
				)}
				{Array.isArray(run) && <ProblemList lines={run} />}
				<Facts
					rows={[
						[m.organisation_document_on(), formatDate(document.on)],
						[m.organisation_document_file(), document.fileName],
						[m.organisation_document_rows(), formatNumber(document.rows.length)],
					]}
				/>
				{isOpen && mayDraft(call.actor, rootId) && (
					<Buttons>
						<LinkButton href={changePath(document.id)} weight="plain">
							{m.organisation_change_title()}
						</LinkButton>
					</Buttons>
				)}
				{run && !Array.isArray(run) && <DryRunParts run={run} />}
				<Part title={m.organisation_steps()}>
					<Timeline
						entries={steps
							.toReversed()
							.map(({ step, at, byWhom }) => ({ at: new Date(at), title: stepWord(step), who: byWhom }))}
					/>
				</Part>
			</>
		),
	};
}

type Asked = { call: Call; document: TreeDocument; rootId: number | undefined };

/** The one thing to do next, for whoever may; for others, why not. */
const NextStep = ({ call, document, rootId, steps, changes }: Asked & { steps: DocumentStep[]; changes: Changes }) => {
	if (needsCheck(document) && document.status === 'draft') {
		if (!mayCheck(call.actor, rootId, steps)) return <p class="muted">{m.organisation_check_another()}</p>;
		const seen = markOfDocument(document, planHash(changes));
		return <OneButton action={checkPath(document.id)} words={m.organisation_check_do()} seen={seen} />;
	}
	return mayOrder(call.actor, rootId) ? (
		<OneButton
			action={applyPath(document.id)}
			words={m.organisation_apply_do()}
			seen={markOfDocument(document, document.planSha256)}
		/>
	) : null;
};

/** What is under way and does not come to an end is let go, or ordered once more. */
const UnderWay = ({ call, document, rootId }: Asked) => {
	const { status, id } = document;
	if (!mayOrder(call.actor, rootId)) return null;
	if (status === 'applying')
		return <OneButton action={withdrawPath(id)} words={m.organisation_withdraw_do()} weight="quiet" />;
	if (status === 'reverting')
		return <OneButton action={revertPath(id)} words={m.organisation_revert_again()} weight="quiet" />;
	return <Revert call={call} document={document} rootId={rootId} />;
};

const Revert = ({ call, document, rootId }: Asked) =>
	document.status === 'applied' && mayOrder(call.actor, rootId) ? (
		<ConfirmLink>
			<LinkButton href={revertPath(document.id)} weight="quiet">
				{m.organisation_revert_do()}
			</LinkButton>
		</ConfirmLink>
	) : null;

const OneButton = (props: { action: string; words: string; seen?: string; weight?: 'quiet' }) => (
	<ActionForm action={props.action} guarded={false} seen={props.seen}>
		<Button weight={props.weight}>{props.words}</Button>
	</ActionForm>
);

/** Asks before taking back, or says what hinders it. */
async function reverting(call: Call, document: TreeDocument, dependents: Dependents): Promise<View> {
	allow(mayOrder(call.actor, (await findRoot(call))?.id));
	const history = await loadHistory(call, document.tree);
	const reasons = document.changes
		? await whatDependsOn(call, document.changes, history, [dependents.count])
		: [m.organisation_revert_notApplied()];
	return {
		title: m.organisation_revert_do(),
		crumbs: [
			{ label: m.organisation_documents_title(), href: documentsPath },
			{ label: titleOfDocument(document), href: documentPath(document.id) },
		],
		body:
			reasons.length > 0 ? (
				<Notice kind="warning" title={m.organisation_revert_cannot()}>
					<ul>
						{reasons.map((reason) => (
							<li>{reason}</li>
						))}
					</ul>
				</Notice>
			) : (
				<Confirmation
					action={revertPath(document.id)}
					confirm={m.organisation_revert_confirm({ title: titleOfDocument(document) })}
					back={documentPath(document.id)}
					danger
				>
					{m.organisation_revert_consequence({ date: formatDate(document.on) })}
				</Confirmation>
			),
	};
}
