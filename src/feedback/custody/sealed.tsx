import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { anId, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	asset,
	Button,
	Buttons,
	EmptyState,
	ErrorSummary,
	Facts,
	Hint,
	LinkButton,
	Notice,
	Part,
	State,
	Table,
	tableQuery,
	TextArea,
	typed,
	type TableQuery,
} from '#ui';
import { formatDate, m } from '#words';
import { listTexts } from '../texts.store.ts';
import { kindWord, stateWord } from '../words.ts';
import {
	findSealed,
	listSealed,
	listSealedFiles,
	listSealedTexts,
	type SealedCase,
	type SealedText,
} from './custody.store.ts';
import { OpenWithKey } from './keys.tsx';
import { openSealed, writeBrief } from './open-sealed.ts';
import { SealedFiles, sealedFiles } from './sealed-files.tsx';
import { keysPath, sealedCasePath, sealedPath } from './paths.ts';

const reasonForm = z.object({
	reason: z
		.string()
		.trim()
		.min(10, { error: () => m.feedback_custody_error_reason() })
		.max(1000, { error: () => m.feedback_custody_error_reason() }),
});
const briefForm = z.object({
	brief: z
		.string()
		.trim()
		.min(20, { error: () => m.feedback_custody_error_brief() })
		.max(10_000, { error: () => m.feedback_custody_error_brief() }),
	// The step at which the page showed the case.
	read: z.coerce.number().int().min(0).max(1_000_000).catch(0),
});

/** What is sealed, for who keeps a key: a list, one case opened with a reason, and the brief for its handler. */
export function sealed(desk: Desk): void {
	desk.get(sealedPath, async (call, request) => {
		const query = tableQuery(request.queries(), ['waits']);
		return listPage(query, await listSealed(call, query));
	});

	desk.form(sealedCasePath(anId()), {
		schema: reasonForm,
		show: async (call, request, state) => casePage(call, await sealedCase(call, request.param('id')), state),
		async accept(call, request, { reason }) {
			await openSealed(call, request.param('id'), reason);
			return seeOther(sealedCasePath(request.param('id')), 'feedback_custody_notice_opened');
		},
	});

	sealedFiles(desk);

	desk.form(`${sealedCasePath(anId())}/tom-tat`, {
		schema: briefForm,
		show: async (call, request, state) => casePage(call, await sealedCase(call, request.param('id')), state),
		async accept(call, request, { brief, read }) {
			await writeBrief(call, request.param('id'), brief, read);
			return seeOther(sealedCasePath(request.param('id')), 'feedback_custody_notice_brief');
		},
	});
}

const sealedCase = async (call: Call, id: string): Promise<SealedCase> => found(await findSealed(call, id));

const listPage = (query: TableQuery, { rows, total }: { rows: SealedCase[]; total: number }): View => ({
	title: m.feedback_custody_sealed(),
	lead: m.feedback_custody_sealed_lead(),
	action: (
		<LinkButton href={keysPath} weight="plain">
			{m.feedback_custody_own()}
		</LinkButton>
	),
	body: (
		<Table
			caption={m.feedback_custody_sealed()}
			rows={rows}
			query={query}
			path={sealedPath}
			total={total}
			filter={m.feedback_custody_reference()}
			rowHref={({ id }) => sealedCasePath(id)}
			columns={[
				{
					key: 'reference',
					title: m.feedback_custody_reference(),
					cell: ({ reference }) => reference,
				},
				{ key: 'kind', title: m.feedback_custody_kind(), cell: ({ kind }) => kindWord(kind) },
				{ key: 'state', title: m.feedback_custody_state(), cell: ({ state }) => stateWord(state) },
				{ key: 'received', title: m.feedback_custody_received(), cell: ({ receivedOn }) => formatDate(receivedOn) },
				{
					key: 'brief',
					title: m.feedback_custody_brief(),
					cell: (row) => <Waits of={row} />,
				},
			]}
			empty={<EmptyState title={m.feedback_custody_sealed_none()}>{m.feedback_custody_sealed_lead()}</EmptyState>}
		/>
	),
});

const Waits = ({ of: { untold, briefWaits, pressureWaits } }: { of: SealedCase }) =>
	pressureWaits ? (
		<State kind="late">{m.feedback_custody_pressure_waits()}</State>
	) : briefWaits ? (
		<State kind="soon">{m.feedback_custody_brief_no()}</State>
	) : untold ? (
		<span class="muted">{m.feedback_custody_brief_needless()}</span>
	) : (
		<State kind="done">{m.feedback_custody_brief_yes()}</State>
	);

async function casePage(call: Call, about: SealedCase, { values, errors, problem }: FormState): Promise<View> {
	const texts = await listSealedTexts(call, about.id);
	const files = await listSealedFiles(call, about.id);
	const briefs = await listTexts(call, about.id, ['brief']);
	const field = typed(values, errors);
	return {
		title: m.feedback_custody_case({ reference: about.reference }),
		lead: `${kindWord(about.kind)} · ${stateWord(about.state)} · ${formatDate(about.receivedOn)}`,
		crumbs: [{ href: sealedPath, label: m.feedback_custody_sealed() }],
		body: (
			<>
				{problem && <Notice kind="problem" title={problem} />}
				<ErrorSummary errors={errors} />
				{texts.length === 0 ? (
					<Part title={m.feedback_custody_open()}>
						<Hint>{m.feedback_custody_reason_what()}</Hint>
						<ActionForm action={sealedCasePath(about.id)}>
							<TextArea {...field('reason')} label={m.feedback_custody_reason()} rows={3} maxlength={1000} />
							<Buttons>
								<Button>{m.feedback_custody_reason_do()}</Button>
							</Buttons>
						</ActionForm>
					</Part>
				) : (
					<Opened texts={texts}>
						<SealedFiles id={about.id} files={files} />
					</Opened>
				)}
				<Part title={m.feedback_custody_brief_for()}>
					<Hint>{m.feedback_custody_brief_what()}</Hint>
					{briefs.map(({ text }) => (
						<p class="prose">{text}</p>
					))}
					{about.untold && (
						<ActionForm action={`${sealedCasePath(about.id)}/tom-tat`}>
							<input type="hidden" name="read" value={values['read'] ?? String(about.step)} />
							<TextArea {...field('brief')} label={m.feedback_custody_brief()} rows={8} maxlength={10_000} />
							<Buttons>
								<Button>{m.feedback_custody_brief_do()}</Button>
							</Buttons>
						</ActionForm>
					)}
				</Part>
			</>
		),
	};
}

/** Encrypted as it came; the browser of the custodian makes it readable, and nothing is sent back. */
const Opened = ({ texts, children }: { texts: SealedText[]; children: Child }) => (
	<Part title={m.feedback_custody_content()}>
		<OpenWithKey />
		<Facts
			rows={texts.map(({ part, body }) => [
				partWord(part),
				<span class="prose" data-sealed={body.toString('base64')}>
					{m.feedback_custody_notYet()}
				</span>,
			])}
		/>
		{children}
		<script type="module" src={asset('src/ui/islands/age-keys.ts')}></script>
	</Part>
);

const partWord = (part: string): string =>
	(
		{
			matter: m.feedback_part_matter,
			officer: m.feedback_part_officer,
			place: m.feedback_part_place,
			when: m.feedback_part_when,
			contact: m.feedback_part_contact,
			name: m.feedback_part_name,
			organisation: m.feedback_part_organisation,
			entry: m.feedback_desk_notes,
			pressure: m.feedback_follow_message_pressure_part,
		} as Record<string, () => string>
	)[part]?.() ?? m.feedback_part_message();
