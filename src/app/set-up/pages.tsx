import type { Child } from 'hono/jsx';
import { m } from '#words';
import { findRoot } from '#organisation';
import type { Call } from '#platform';
import { installationOf } from '#portal';
import {
	ActionForm,
	Button,
	Buttons,
	ErrorSummary,
	PlainPage,
	Steps,
	TextField,
	DateField,
	typed,
	written,
	type LanguageLinks,
} from '#ui';
import { steps, type Step } from './step.ts';

type Frame = {
	/** Of the set-up, with its token. */
	path: string;
	languages: LanguageLinks;
	state?: { values: Record<string, string | string[]>; errors: Record<string, string> };
};

const titles: Record<Step, () => string> = {
	body: m.setup_body,
	root: m.setup_root,
	administrator: m.setup_administrator,
	password: m.setup_password,
};

/** One step and nothing else on the page. */
export async function setUpPage(call: Call, step: Step, frame: Frame): Promise<string> {
	const content = await contents[step](call, frame);
	const page = (
		<PlainPage title={titles[step]()} languages={frame.languages} home={frame.path} islands>
			<Steps label={m.setup_steps()} steps={stepsUpTo(step)} />
			{frame.state && <ErrorSummary errors={frame.state.errors} />}
			{content}
		</PlainPage>
	);
	return written(page);
}

const stepsUpTo = (step: Step) => {
	const at = steps.indexOf(step);
	const done = (place: number) => (place < at ? ('done' as const) : ('later' as const));
	return [
		...steps.map((each, place) => ({ label: titles[each](), state: place === at ? ('now' as const) : done(place) })),
		{ label: m.setup_units(), state: 'later' as const },
	];
};

const contents: Record<Step, (call: Call, frame: Frame) => Promise<Child>> = {
	async body(call, { path, state }) {
		const field = typed(state?.values ?? (await installationOf(call)), state?.errors);
		return (
			<>
				<p>{m.setup_body_lead()}</p>
				<ActionForm action={`${path}/co-quan`}>
					<TextField {...field('bodyVi')} label={m.setup_body_name()} hint={m.setup_body_name_hint()} autofocus />
					<TextField {...field('superiorVi')} label={m.setup_body_superior()} optional />
					<TextField {...field('bodyEn')} label={m.setup_body_english()} optional />
					<Next />
				</ActionForm>
			</>
		);
	},

	async root(call, { path, state }) {
		const name = (await installationOf(call)).bodyVi;
		const field = typed(state?.values ?? { name }, state?.errors);
		return (
			<>
				<p>{m.setup_root_lead()}</p>
				<ActionForm action={`${path}/don-vi-goc`}>
					<TextField {...field('name')} label={m.setup_root_name()} />
					<TextField {...field('code')} label={m.setup_root_code()} hint={m.setup_root_code_hint()} size="short" />
					<TextField {...field('kind')} label={m.setup_root_kind()} hint={m.setup_root_kind_hint()} size="medium" />
					<DateField {...field('on')} label={m.setup_root_on()} hint={m.setup_root_on_hint()} />
					<Next />
				</ActionForm>
				<BackToBody path={path} />
			</>
		);
	},

	async administrator(call, { path, state }) {
		const field = typed(state?.values, state?.errors);
		const root = await findRoot(call);
		return (
			<>
				<p>{m.setup_administrator_lead({ unit: root?.name ?? '' })}</p>
				<ActionForm action={`${path}/quan-tri`}>
					<TextField {...field('displayName')} label={m.setup_administrator_name()} size="medium" autofocus />
					<TextField
						{...field('userName')}
						label={m.setup_administrator_userName()}
						hint={m.setup_administrator_userName_hint()}
						size="medium"
					/>
					<Next />
				</ActionForm>
				<BackToBody path={path} />
			</>
		);
	},

	password: async (_call, { path }) => (
		<>
			<p>{m.setup_password_lead()}</p>
			<ActionForm action={`${path}/mat-khau`} guarded={false}>
				<Buttons>
					<Button>{m.setup_password_choose()}</Button>
				</Buttons>
			</ActionForm>
		</>
	),
};

const Next = () => (
	<Buttons>
		<Button>{m.setup_next()}</Button>
	</Buttons>
);

const BackToBody = ({ path }: { path: string }) => (
	<p>
		<a href={`${path}?buoc=body`}>{m.setup_body_again()}</a>
	</p>
);
