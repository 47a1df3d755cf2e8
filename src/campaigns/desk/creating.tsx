import type { Child } from 'hono/jsx';
import { allow, found, seeOther, type Call, type Desk, type FormState } from '#platform';
import { ActionForm, Button, Buttons, DateField, ErrorSummary, Notice, Select, TextArea, TextField, typed } from '#ui';
import { currentLocale, m } from '#words';
import { takesChildren } from '../campaign.ts';
import { editCampaignForm, newCampaignForm } from '../campaign.form.ts';
import { mayEditCampaign, writesAnywhere } from '../campaign.policy.ts';
import { findCampaign, listCampaigns, listTemplates } from '../campaign.store.ts';
import { createCampaign } from '../create-campaign.ts';
import { editCampaign, markOfCampaign } from '../edit-campaign.ts';
import { campaignPath, campaignsPath } from '../paths.ts';
import { ownUnitChoices } from './choices.ts';
import { titleOf } from './listing.tsx';

/** Begins a campaign, and rewrites a draft. */
export function creating(desk: Desk): void {
	desk.form(`${campaignsPath}/moi`, {
		schema: newCampaignForm,
		async show(call, request, state) {
			allow(writesAnywhere(call.actor));
			return {
				title: m.campaigns_list_new(),
				crumbs,
				body: (
					<CampaignForm
						action={`${campaignsPath}/moi`}
						state={state}
						stored={{ parentSlug: request.query('cap-tren') }}
						submit={m.campaigns_campaign_create()}
					>
						{await beginning(call, state, request.query('cap-tren'))}
					</CampaignForm>
				),
			};
		},
		async accept(call, _request, campaign) {
			const { slug } = await createCampaign(call, campaign);
			return seeOther(campaignPath(slug), 'campaigns_campaign_created');
		},
	});

	desk.form(`${campaignPath(':slug')}/sua`, {
		schema: editCampaignForm,
		async show(call, request, state) {
			const campaign = found(await findCampaign(call, request.param('slug')));
			allow(mayEditCampaign(call.actor, campaign));
			const stored = { ...campaign, legalGrounds: campaign.legalGrounds.join('\n') };
			const path = campaignPath(campaign.slug);
			return {
				title: m.campaigns_campaign_edit_title(),
				crumbs: [...crumbs, { label: titleOf(campaign), href: path }],
				body: (
					<CampaignForm
						action={`${path}/sua`}
						state={state}
						stored={stored}
						submit={m.ui_save()}
						seen={markOfCampaign(campaign)}
					/>
				),
			};
		},
		async accept(call, request, text) {
			await editCampaign(call, request.param('slug'), text, await request.seen());
			return seeOther(campaignPath(request.param('slug')), 'campaigns_campaign_saved');
		},
	});
}

const crumbs = [
	{
		get label() {
			return m.campaigns_title();
		},
		href: campaignsPath,
	},
];

/** What is chosen once: the leading unit, the parent or the template, the address. */
async function beginning(call: Call, { values, errors }: FormState, parent: string) {
	const field = typed({ parentSlug: parent, ...values }, errors);
	const units = await ownUnitChoices(call);
	const parents = (await listCampaigns(call)).filter(({ state }) => takesChildren(state));
	const templates = await listTemplates(call);
	return (
		<>
			<Select
				{...field('unitId')}
				value={field('unitId').value ?? units[0]?.value}
				label={m.campaigns_campaign_unit()}
				choices={units}
			/>
			{parents.length > 0 && (
				<Select
					{...field('parentSlug')}
					label={m.campaigns_campaign_parent()}
					optional
					empty={m.campaigns_campaign_parent_none()}
					choices={parents.map((each) => ({ value: each.slug, label: titleOf(each) }))}
				/>
			)}
			<Select
				{...field('templateKey')}
				label={m.campaigns_campaign_template()}
				empty={false}
				choices={templates.map((each) => ({
					value: each.key,
					label: currentLocale() === 'en' ? (each.titleEn ?? each.title) : each.title,
				}))}
			/>
			<TextField
				{...field('slug')}
				label={m.campaigns_campaign_slug()}
				hint={m.campaigns_campaign_slug_hint()}
				optional
			/>
		</>
	);
}

type FormProps = {
	action: string;
	state: FormState;
	stored: Record<string, unknown>;
	submit: string;
	seen?: string;
	children?: Child;
};

const CampaignForm = ({ action, state, stored, submit, seen, children }: FormProps) => {
	const field = typed({ ...stored, ...state.values }, state.errors);
	return (
		<>
			<ErrorSummary errors={state.errors} />
			{state.problem && <Notice kind="problem" title={state.problem} />}
			<ActionForm action={action} seen={seen}>
				<TextField {...field('title')} label={m.campaigns_campaign_name()} maxlength={300} />
				<TextField {...field('titleEn')} label={m.campaigns_campaign_titleEn()} maxlength={300} optional />
				<DateField {...field('startsOn')} label={m.campaigns_campaign_from()} />
				<DateField {...field('endsOn')} label={m.campaigns_campaign_to()} />
				<TextField {...field('slogan')} label={m.campaigns_campaign_slogan()} maxlength={300} optional />
				<TextArea {...field('purpose')} label={m.campaigns_campaign_purpose()} optional />
				<TextArea {...field('purposeEn')} label={m.campaigns_campaign_purposeEn()} rows={3} optional />
				<TextArea
					{...field('legalGrounds')}
					label={m.campaigns_campaign_grounds()}
					hint={m.campaigns_campaign_grounds_hint()}
					optional
				/>
				{children}
				<Buttons>
					<Button>{submit}</Button>
				</Buttons>
			</ActionForm>
		</>
	);
};
