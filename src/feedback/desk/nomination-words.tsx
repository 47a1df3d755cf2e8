import { State } from '#ui';
import { m } from '#words';
import { awardForms, type AwardForm, type NominationState } from '../aftermath/nomination.ts';

export const awardWord = (form: AwardForm): string =>
	({
		mention: m.feedback_nomination_form_mention,
		certificate: m.feedback_nomination_form_certificate,
		diploma: m.feedback_nomination_form_diploma,
	})[form]();

export const awardChoices = () => awardForms.map((form) => ({ value: form, label: awardWord(form) }));

export const nominationWord = (state: NominationState): string =>
	({
		proposed: m.feedback_nomination_state_proposed,
		approved: m.feedback_nomination_state_approved,
		declined: m.feedback_nomination_state_declined,
	})[state]();

const signs = { proposed: 'running', approved: 'done', declined: 'stopped' } as const;

export const NominationSign = ({ state }: { state: NominationState }) => (
	<State kind={signs[state]}>{nominationWord(state)}</State>
);
