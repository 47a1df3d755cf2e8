import { namesOf } from '#organisation';
import { anId, type Call, type Desk, type View } from '#platform';
import { ActionForm, Button, LinkButton, Notice, Part, State, Timeline } from '#ui';
import { m } from '#words';
import { clockOf } from '../clock/clock.store.ts';
import { sealedCasePath } from '../custody/paths.ts';
import { isAnswered, isOver } from '../feedback.ts';
import { listSteps, type Step } from '../feedback.store.ts';
import { listFiles } from '../files/files.store.ts';
import { listEligibleHandlers, namesOfAccounts } from '../routing/handler.store.ts';
import { listMessages } from '../handling/message.store.ts';
import { listRectifications } from '../aftermath/rectification.store.ts';
import { listStatements } from '../handling/statement.store.ts';
import { listJoined } from '../screening/merged.store.ts';
import { listTexts } from '../texts.store.ts';
import { kindWord, stateWord } from '../words.ts';
import { besides, onwards } from './actions/actions.ts';
import { AnswerParts } from './answer-parts.tsx';
import type { CaseAction } from './case-action.tsx';
import { whenOf } from './case-clock.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseFiles } from './case-files.tsx';
import { caseView, type CaseView } from './case-view.ts';
import { Dialogue } from './dialogue.tsx';
import { actionPath, casePath, feedbackPath } from './paths.ts';
import { JoinedCases } from './joined-cases.tsx';
import { Rectifications } from './rectifications.tsx';
import { Statements } from './statements-heard.tsx';
import { stepWord } from './step-words.ts';
import { WhatItSays } from './what-it-says.tsx';

/** The page of a case: what it is and says, its clock, what happened, what may be done. */
export function one(desk: Desk): void {
	desk.get(casePath(anId()), async (call, request) => casePage(call, await caseView(call, request.param('id'))));
}

export async function casePage(call: Call, view: CaseView): Promise<View> {
	const { feedback } = view;
	const { id } = feedback;
	const [next, ...others] = offered(view);
	const steps = await listSteps(call, id);
	const names = await namesIn(call, view, steps);
	return {
		title: m.feedback_desk_case_title({ reference: feedback.reference, kind: kindWord(feedback.kind) }),
		crumbs: [{ href: feedbackPath, label: m.feedback_desk_title() }],
		state: (
			<State kind={isOver(feedback.state) || isAnswered(feedback.state) ? 'done' : 'running'}>
				{stateWord(feedback.state)}
			</State>
		),
		action: next && <LinkButton href={actionPath(id, next.path)}>{next.title()}</LinkButton>,
		body: (
			<>
				{(await lacksSecond(call, view)) && <Notice kind="warning" title={m.feedback_desk_lacksSecond()} />}
				<CaseFacts view={view} names={names} clock={await clockOf(call, feedback)} />
				<WhatItSays
					feedback={feedback}
					texts={await listTexts(call, id)}
					opensAt={opensSealed(view) ? sealedCasePath(id) : undefined}
				/>
				<JoinedCases joined={await listJoined(call, id)} />
				<CaseFiles id={id} files={await listFiles(call, id)} />
				<Dialogue messages={await listMessages(call, id)} sealed={feedback.sealed} names={names.accounts} />
				{view.answers.map((answer) => (
					<Part title={answer.state === 'approved' ? m.feedback_desk_answer() : m.feedback_desk_answer_draft()}>
						<AnswerParts
							answer={answer}
							unit={answer.byUnitId === null ? undefined : names.units.get(answer.byUnitId)?.name}
						/>
					</Part>
				))}
				<Statements statements={await listStatements(call, id)} />
				<Rectifications rows={await listRectifications(call, id)} names={names} today={call.today} />
				{others.length > 0 && (
					<Part title={m.feedback_desk_others()}>
						<div class="buttons">
							{others.map((action) => (
								<Offer id={id} action={action} />
							))}
						</div>
					</Part>
				)}
				<Part title={m.feedback_desk_history()}>
					<Timeline
						entries={steps.toReversed().map((step) => ({
							at: whenOf(feedback.sealed, step.at),
							title: stepWord(step),
							who: whoOf(step, names),
						}))}
					/>
				</Part>
			</>
		),
	};
}

/** Two persons answer: where but one seat of the oversight body may know of its case, nobody releases what that one writes. */
const lacksSecond = async (
	call: Call,
	{ feedback: { id, withOversight, stage, state }, seat }: CaseView,
): Promise<boolean> =>
	withOversight &&
	seat.oversees &&
	stage === 0 &&
	!isOver(state) &&
	!isAnswered(state) &&
	(await listEligibleHandlers(call, id)).length < 2;

/** Custodians and the oversight body open what is sealed, with their own key. */
const opensSealed = ({ actor, feedback, seat }: CaseView): boolean =>
	feedback.inCustody &&
	(seat.oversees || actor.posts.some(({ role, unitId }) => role === 'custodian' && unitId === feedback.handlingUnitId));

const Offer = ({ id, action }: { id: string; action: CaseAction }) =>
	action.atOnce ? (
		<ActionForm action={actionPath(id, action.path)} guarded={false}>
			<Button weight="quiet">{action.title()}</Button>
		</ActionForm>
	) : (
		<LinkButton href={actionPath(id, action.path)} weight="plain">
			{action.title()}
		</LinkButton>
	);

/** What the reader may do, what comes next first. */
function offered(view: CaseView) {
	const onward = onwards.filter((action) => action.offered(view));
	const next = onward.find((action) => action.isNext?.(view) ?? true);
	const rest = [...onward.filter((action) => action !== next), ...besides.filter((action) => action.offered(view))];
	return [next, ...rest] as const;
}

export type Names = {
	accounts: ReadonlyMap<string, string>;
	units: Awaited<ReturnType<typeof namesOf>>;
};

async function namesIn(call: Call, { feedback, answer }: CaseView, steps: readonly Step[]): Promise<Names> {
	const rectifying = await listRectifications(call, feedback.id);
	return {
		accounts: await namesOfAccounts(call, [
			feedback.handlerId,
			feedback.enteredBy,
			...steps.map(({ accountId }) => accountId),
			...rectifying.flatMap(({ doneBy, verifiedBy }) => [doneBy, verifiedBy]),
		]),
		units: await namesOf(
			call,
			[
				feedback.unitId,
				feedback.handlingUnitId,
				feedback.offeredUnitId,
				answer?.byUnitId,
				...steps.map(({ unitId }) => unitId),
				...rectifying.map(({ unitId }) => unitId),
			].flatMap((id) => id ?? []),
		),
	};
}

const whoOf = (step: Step, names: Names): string =>
	[
		(step.accountId !== null && names.accounts.get(step.accountId)) || m.feedback_desk_byItself(),
		step.unitId !== null && names.units.get(step.unitId)?.name,
	]
		.filter(Boolean)
		.join(' · ');
