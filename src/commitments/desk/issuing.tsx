import { choicesHeld } from '#activities';
import { listCampaigns, takesWork } from '#campaigns';
import { anId, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	DateField,
	ErrorSummary,
	Fieldset,
	Notice,
	NumberField,
	Select,
	TextArea,
	TextField,
	typed,
} from '#ui';
import { addDays, m } from '#words';
import { issueForm } from '../commitment.form.ts';
import { issueCommitments, repeatIssue } from '../issue-commitments.ts';
import { commitmentsPath, issuePath, issuingPath, runPath } from '../paths.ts';

/** Asking everybody under a unit for a commitment. */
export function issuing(desk: Desk): void {
	desk.form(issuingPath, {
		schema: issueForm,
		show: (call, _request, state) => form(call, state),
		async accept(call, _request, { campaign, unit, ...asked }) {
			const run = await issueCommitments(call, { ...asked, campaignId: campaign, unitId: unit });
			return seeOther(issuePath(run.issueId, unit), 'commitments_notice_issued');
		},
	});
	desk.post(runPath(anId()), async (call, request) => {
		const run = await repeatIssue(call, request.param('id'));
		return seeOther(
			issuePath(run.issueId),
			run.asked > 0 ? 'commitments_notice_added' : 'commitments_notice_nobodyNew',
		);
	});
}

/** The next 31 March that leaves people two weeks to write. */
export function usualDue(today: string): string {
	const earliest = addDays(today, 14);
	const year = Number(earliest.slice(0, 4));
	return earliest <= `${year}-03-31` ? `${year}-03-31` : `${year + 1}-03-31`;
}

async function form(call: Call, { values, errors, problem }: FormState): Promise<View> {
	const year = Number(call.today.slice(0, 4));
	const first = {
		year,
		referenceOn: call.today,
		dueOn: usualDue(call.today),
		areas: m.commitments_template_areas(),
		title: m.commitments_template_title({ year }),
	};
	const units = await choicesHeld(call, 'unitHead', 'focalOfficer');
	const campaigns = (await listCampaigns(call)).filter(({ state }) => takesWork(state));
	const field = typed(
		Object.keys(values).length > 0
			? values
			: { ...first, unit: units[0]?.value ?? '', campaign: String(campaigns[0]?.id ?? '') },
		errors,
	);
	return {
		title: m.commitments_issue_new(),
		lead: m.commitments_issue_lead(),
		crumbs: [{ href: commitmentsPath, label: m.commitments_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={issuingPath}>
					<Select
						{...field('campaign')}
						label={m.commitments_issue_campaign()}
						choices={campaigns.map((each) => ({ value: String(each.id), label: each.title }))}
					/>
					<Select
						{...field('unit')}
						label={m.commitments_issue_unit()}
						hint={m.commitments_issue_unit_hint()}
						choices={units}
					/>
					<NumberField
						{...field('year')}
						value={String(field('year').value ?? '')}
						label={m.commitments_issue_year()}
					/>
					<DateField
						{...field('referenceOn')}
						label={m.commitments_issue_reference()}
						hint={m.commitments_issue_reference_hint()}
					/>
					<DateField {...field('dueOn')} label={m.commitments_issue_due()} />
					<Fieldset title={m.commitments_issue_template()} hint={m.commitments_issue_template_hint()}>
						<TextField {...field('title')} label={m.commitments_issue_title()} maxlength={300} />
						<TextArea {...field('introduction')} label={m.commitments_issue_introduction()} optional rows={4} />
						<TextArea
							{...field('areas')}
							label={m.commitments_issue_areas()}
							hint={m.commitments_issue_areas_hint()}
							rows={8}
						/>
					</Fieldset>
					<Buttons>
						<Button>{m.commitments_issue_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
