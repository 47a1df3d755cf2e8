import { allow, aNumber, found, numberIn, seeOther, type Call, type Desk, type FormState } from '#platform';
import { ActionForm, Button, Buttons, ErrorSummary, Notice, Part, Select, Table, TextField, typed } from '#ui';
import { m } from '#words';
import type { Campaign } from '../campaign.ts';
import { measureForm } from '../campaign.form.ts';
import { mayEditCampaign } from '../campaign.policy.ts';
import { findCampaign, listMeasures } from '../campaign.store.ts';
import { addMeasure, dropMeasure, editMeasure } from '../edit-campaign.ts';
import { campaignPath } from '../paths.ts';
import { measureTitle } from './choices.ts';
import { titleOf } from './listing.tsx';

const measuresPath = (slug: string): string => `${campaignPath(slug)}/noi-dung`;

/** The measure groups of a draft campaign: all on one page, the form to add one under them. */
export function measuring(desk: Desk): void {
	desk.form(measuresPath(':slug'), {
		schema: measureForm,
		async show(call, request, state) {
			const campaign = await draft(call, request.param('slug'));
			const path = measuresPath(campaign.slug);
			return {
				title: m.campaigns_campaign_measures(),
				crumbs: [{ label: titleOf(campaign), href: campaignPath(campaign.slug) }],
				body: (
					<>
						<Table
							caption={m.campaigns_campaign_measures()}
							columns={[
								{ key: 'title', title: m.campaigns_measure_title(), cell: (row) => measureTitle(row) },
								{ key: 'product', title: m.campaigns_measure_product(), cell: ({ product }) => product },
							]}
							rows={await listMeasures(call, campaign.id)}
							rowHref={({ id }) => `${path}/${id}`}
						/>
						<Part title={m.campaigns_measure_add()}>
							{await form(call, campaign, path, state, {}, m.campaigns_measure_add())}
						</Part>
					</>
				),
			};
		},
		async accept(call, request, measure) {
			await addMeasure(call, request.param('slug'), measure);
			return seeOther(measuresPath(request.param('slug')), 'campaigns_measure_saved');
		},
	});

	desk.form(`${measuresPath(':slug')}/${aNumber('id')}`, {
		schema: measureForm,
		async show(call, request, state) {
			const campaign = await draft(call, request.param('slug'));
			const measure = found(
				(await listMeasures(call, campaign.id)).find(({ id }) => String(id) === request.param('id')),
			);
			const path = measuresPath(campaign.slug);
			return {
				title: m.campaigns_measure_edit_title(),
				crumbs: [{ label: m.campaigns_campaign_measures(), href: path }],
				body: (
					<>
						{await form(call, campaign, `${path}/${measure.id}`, state, measure, m.ui_save())}
						<ActionForm action={`${path}/${measure.id}/bo`} guarded={false}>
							<Button weight="danger">{m.campaigns_measure_remove()}</Button>
						</ActionForm>
					</>
				),
			};
		},
		async accept(call, request, measure) {
			await editMeasure(call, request.param('slug'), numberIn(request.param('id')), measure);
			return seeOther(measuresPath(request.param('slug')), 'campaigns_measure_saved');
		},
	});

	desk.post(`${measuresPath(':slug')}/${aNumber('id')}/bo`, async (call, request) => {
		await dropMeasure(call, request.param('slug'), numberIn(request.param('id')));
		return seeOther(measuresPath(request.param('slug')), 'campaigns_measure_removed');
	});
}

async function draft(call: Call, slug: string): Promise<Campaign> {
	const campaign = found(await findCampaign(call, slug));
	allow(mayEditCampaign(call.actor, campaign) && campaign.state === 'draft');
	return campaign;
}

async function form(call: Call, campaign: Campaign, action: string, state: FormState, stored: object, submit: string) {
	const field = typed({ ...stored, ...state.values }, state.errors);
	const parents = campaign.parentId === null ? [] : await listMeasures(call, campaign.parentId);
	return (
		<>
			<ErrorSummary errors={state.errors} />
			{state.problem && <Notice kind="problem" title={state.problem} />}
			<ActionForm action={action}>
				<TextField {...field('title')} label={m.campaigns_measure_title()} maxlength={300} />
				<TextField {...field('titleEn')} label={m.campaigns_measure_titleEn()} maxlength={300} optional />
				<TextField {...field('product')} label={m.campaigns_measure_product()} maxlength={500} optional />
				{parents.length > 0 && (
					<Select
						{...field('parentMeasureId')}
						label={m.campaigns_measure_parent()}
						optional
						empty={m.campaigns_campaign_measures_own()}
						choices={parents.map((measure) => ({ value: String(measure.id), label: measureTitle(measure) }))}
					/>
				)}
				<Buttons>
					<Button>{submit}</Button>
				</Buttons>
			</ActionForm>
		</>
	);
}
