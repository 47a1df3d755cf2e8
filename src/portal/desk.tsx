import { m } from '#words';
import { allow, seeOther, type Desk, type FormState } from '#platform';
import { ActionForm, Button, Buttons, ErrorSummary, Fieldset, TextField, typed } from '#ui';
import { changeInstallation } from './change-installation.ts';
import { installationForm } from './installation.form.ts';
import { mayChangeInstallation, type Installation } from './installation.ts';
import { installationOf } from './installation.store.ts';

const path = '/lam-viec/cong-thong-tin';

/** The workspace side of the portal: what the body says about itself. */
export const portalDesk = (desk: Desk): void => {
	desk.form(path, {
		schema: installationForm,
		async show(call, _request, state) {
			const installation = await installationOf(call);
			allow(mayChangeInstallation(call.actor, installation));
			return {
				title: m.portal_settings(),
				lead: m.portal_settings_lead(),
				body: <InstallationForm installation={installation} state={state} />,
			};
		},
		async accept(call, _request, words) {
			await changeInstallation(call, words);
			return seeOther(path, 'portal_settings_saved');
		},
	});
};

const InstallationForm = ({ installation, state }: { installation: Installation; state: FormState }) => {
	const field = typed(Object.keys(state.values).length > 0 ? state.values : installation, state.errors);
	return (
		<>
			<ErrorSummary errors={state.errors} />
			<ActionForm action={path}>
				<Fieldset title={m.portal_settings_vietnamese()}>
					<TextField {...field('bodyVi')} label={m.portal_settings_body()} maxlength={200} />
					<TextField {...field('superiorVi')} label={m.portal_settings_superior()} maxlength={200} optional />
					<TextField {...field('addressVi')} label={m.portal_settings_address()} maxlength={300} optional />
					<TextField {...field('officerVi')} label={m.portal_settings_officer()} maxlength={200} optional />
				</Fieldset>
				<TextField {...field('phone')} label={m.portal_settings_phone()} type="tel" size="medium" optional />
				<TextField {...field('email')} label={m.portal_settings_email()} type="email" size="medium" optional />
				<Fieldset title={m.portal_settings_english()} hint={m.portal_settings_english_hint()}>
					<TextField {...field('bodyEn')} label={m.portal_settings_body()} maxlength={200} optional />
					<TextField {...field('superiorEn')} label={m.portal_settings_superior()} maxlength={200} optional />
					<TextField {...field('addressEn')} label={m.portal_settings_address()} maxlength={300} optional />
					<TextField {...field('officerEn')} label={m.portal_settings_officer()} maxlength={200} optional />
				</Fieldset>
				<Buttons>
					<Button>{m.ui_save()}</Button>
				</Buttons>
			</ActionForm>
		</>
	);
};
