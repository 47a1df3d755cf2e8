import { requireElevation } from '#access';
import { anId, Conflict, found, Invalid, record, seeOther, type Call, type Desk, type View } from '#platform';
import { ActionForm, asset, Button, Buttons, EmptyState, Hint, Notice, Part, State, Table } from '#ui';
import { formatDateTime, m } from '#words';
import { insertKey, listOwnKeys, saveKey, type CustodianKey } from './custody.store.ts';
import { keysPath } from './paths.ts';
import { testMessage, wasRead } from './test-message.ts';

/** The keys of somebody who may open what is sealed: made in the browser, tested before use, retired. */
export function keys(desk: Desk): void {
	desk.get(keysPath, async (call) => keysPage(await listOwnKeys(call)));

	desk.post(keysPath, async (call, request) => {
		requireElevation(call);
		const recipient = String((await request.values())['recipient'] ?? '');
		if (!/^age1[a-z0-9]{50,100}$/.test(recipient)) throw new Invalid(() => m.feedback_custody_key_invalid());
		await insertKey(call, recipient);
		await record(call, 'custodianKey.made', { subject: call.actor.accountId! });
		return seeOther(keysPath, 'feedback_custody_key_made');
	});

	desk.get(`${keysPath}/${anId()}`, async (call, request) => testPage(call, await ownKey(call, request.param('id'))));
	desk.post(`${keysPath}/${anId()}`, async (call, request) => {
		const key = await ownKey(call, request.param('id'));
		const { word, proof } = await request.values();
		if (!wasRead(call, key.id, String(word), String(proof))) throw new Conflict(() => m.feedback_custody_test_failed());
		await saveKey(call, key.id, 'tested');
		await record(call, 'custodianKey.tested', { subject: call.actor.accountId! });
		return seeOther(keysPath, 'feedback_custody_key_tested');
	});

	desk.post(`${keysPath}/${anId()}/bo`, async (call, request) => {
		requireElevation(call);
		await saveKey(call, (await ownKey(call, request.param('id'))).id, 'retired');
		await record(call, 'custodianKey.retired', { subject: call.actor.accountId! });
		return seeOther(keysPath, 'feedback_custody_key_retired');
	});
}

const ownKey = async (call: Call, id: string): Promise<CustodianKey> =>
	found((await listOwnKeys(call)).find((key) => key.id === id && key.retiredAt === null));

const keysPage = (own: CustodianKey[]): View => ({
	title: m.feedback_custody_keys(),
	lead: m.feedback_custody_keys_lead(),
	body: (
		<>
			<Part title={m.feedback_custody_own()}>
				<Table
					caption={m.feedback_custody_own()}
					rows={own}
					columns={[
						{
							key: 'recipient',
							title: m.feedback_custody_recipient(),
							cell: (key) => <code>{key.recipient.slice(0, 16)}…</code>,
						},
						{ key: 'made', title: m.feedback_custody_made(), cell: (key) => formatDateTime(key.madeAt) },
						{ key: 'state', title: m.feedback_custody_state(), cell: (key) => <KeyState of={key} /> },
						{ key: 'do', title: m.feedback_custody_do(), cell: (key) => <KeyActions of={key} /> },
					]}
					empty={<EmptyState title={m.feedback_custody_none()}>{m.feedback_custody_none_what()}</EmptyState>}
				/>
			</Part>
			<Part title={m.feedback_custody_new()}>
				<Hint>{m.feedback_custody_new_what()}</Hint>
				<ActionForm action={keysPath} guarded={false}>
					<input type="hidden" name="recipient" value="" />
					<new-key
						hidden
						file={m.feedback_custody_file()}
						wrong={m.feedback_custody_new_wrong()}
						working={m.feedback_custody_working()}
						done={m.feedback_custody_new_done()}
					>
						<Secret
							id="passphrase"
							label={m.feedback_custody_passphrase()}
							hint={m.feedback_custody_passphrase_hint()}
						/>
						<Secret id="again" label={m.feedback_custody_passphrase_again()} />
						<button class="btn" type="button">
							{m.feedback_custody_new_do()}
						</button>
						<p role="status"></p>
					</new-key>
					<noscript>
						<Notice kind="warning" title={m.feedback_custody_noscript()} />
					</noscript>
					<div data-after-key hidden>
						<Buttons>
							<Button>{m.feedback_custody_saved_do()}</Button>
						</Buttons>
					</div>
				</ActionForm>
				<script type="module" src={asset('src/ui/islands/age-keys.ts')}></script>
			</Part>
		</>
	),
});

const KeyState = ({ of: { testedAt, retiredAt } }: { of: CustodianKey }) =>
	retiredAt ? (
		<State kind="stopped">{m.feedback_custody_retired()}</State>
	) : testedAt ? (
		<State kind="done">{m.feedback_custody_inUse()}</State>
	) : (
		<State kind="soon">{m.feedback_custody_untested()}</State>
	);

const KeyActions = ({ of: { id, testedAt, retiredAt } }: { of: CustodianKey }) =>
	retiredAt ? null : (
		<>
			{!testedAt && <a href={`${keysPath}/${id}`}>{m.feedback_custody_test()}</a>}
			{testedAt && (
				<ActionForm action={`${keysPath}/${id}/bo`} guarded={false}>
					<Button weight="plain">{m.feedback_custody_retire()}</Button>
				</ActionForm>
			)}
		</>
	);

async function testPage(call: Call, key: CustodianKey): Promise<View> {
	const { sealed, proof } = await testMessage(call, key);
	return {
		title: m.feedback_custody_test(),
		lead: m.feedback_custody_test_lead(),
		crumbs: [{ href: keysPath, label: m.feedback_custody_keys() }],
		body: (
			<>
				<ActionForm action={`${keysPath}/${key.id}`} guarded={false}>
					<input type="hidden" name="proof" value={proof} />
					<OpenWithKey />
					<p>
						<label for="word">{m.feedback_custody_test_word()}</label>
						<input id="word" name="word" class="input" data-sealed={sealed} autocomplete="off" />
					</p>
					<Buttons>
						<Button>{m.feedback_custody_test_do()}</Button>
					</Buttons>
				</ActionForm>
				<script type="module" src={asset('src/ui/islands/age-keys.ts')}></script>
			</>
		),
	};
}

/** A passphrase that stays in the browser: a field without a name is never sent. */
const Secret = ({ id, label, hint }: { id: string; label: string; hint?: string }) => (
	<div class="field">
		<label class="field-label" for={id}>
			{label}
		</label>
		{hint && <Hint>{hint}</Hint>}
		<input id={id} class="input full" type="password" autocomplete="off" />
	</div>
);

/** The files of keys and their passphrase: neither is sent, the fields have no name. */
export const OpenWithKey = () => (
	<>
		<open-sealed
			hidden
			wrong={m.feedback_custody_open_wrong()}
			working={m.feedback_custody_working()}
			done={m.feedback_custody_open_done()}
			some={m.feedback_custody_open_some({ opened: '{opened}', all: '{all}' })}
		>
			<div class="field">
				<label class="field-label" for="key-file">
					{m.feedback_custody_keyFile()}
				</label>
				<Hint>{m.feedback_custody_keyFile_hint()}</Hint>
				<input id="key-file" class="file-input" type="file" accept=".age,.txt" multiple />
			</div>
			<Secret id="key-passphrase" label={m.feedback_custody_passphrase()} />
			<button class="btn" type="button">
				{m.feedback_custody_open_do()}
			</button>
			<p role="status"></p>
		</open-sealed>
		<noscript>
			<Notice kind="warning" title={m.feedback_custody_noscript()} />
		</noscript>
	</>
);
