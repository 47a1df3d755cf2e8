import type { Child } from 'hono/jsx';
import { formatDateTime, formatNumber, m } from '#words';
import type { Call, ShowPublic } from '#platform';
import { EmptyState, Facts, Part } from '#ui';
import { findSigned, listShards, type Shard, type SignedShard } from '../log.store.ts';
import { signerFor } from '../log-name.ts';
import { keyLine } from '../note/key.ts';

/** What the log is, how it stands, what it proves and what not, and how everybody can check it. */
export const showLedger: ShowPublic = async (call) => {
	const shards = await listShards(call);
	const newest = await findSigned(call);
	return {
		title: m.ledger_page(),
		lead: m.ledger_page_lead(),
		crumbs: [],
		tags: ['installation'],
		seconds: 10,
		body: (
			<>
				<Part title={m.ledger_now()}>
					{newest ? <Now call={call} shard={newest} /> : <EmptyState title={m.ledger_now_none()} />}
				</Part>
				<Said title={m.ledger_holds()} lines={[m.ledger_holds_what(), m.ledger_holds_not(), m.ledger_holds_sealed()]} />
				<Said
					title={m.ledger_proves()}
					lines={[
						m.ledger_proves_kept(),
						m.ledger_proves_order(),
						m.ledger_proves_figures(),
						m.ledger_proves_promise(),
					]}
				/>
				<Said
					title={m.ledger_provesNot()}
					lines={[
						m.ledger_provesNot_true(),
						m.ledger_provesNot_content(),
						m.ledger_provesNot_entered(),
						m.ledger_provesNot_split(),
						m.ledger_provesNot_key(),
					]}
				/>
				<Check address={`${call.house.settings.origin}/log`} />
				<Gaps shards={shards.filter(({ gapReason }) => gapReason !== null)} />
			</>
		),
	};
};

const Now = ({ call, shard }: { call: Call; shard: SignedShard }) => (
	<Facts
		rows={[
			[m.ledger_origin(), <code>{shard.origin}</code>],
			[m.ledger_size(), formatNumber(shard.head.size)],
			[m.ledger_root(), <code>{shard.head.root.toString('base64')}</code>],
			[m.ledger_signedAt(), formatDateTime(shard.head.signedAt)],
			[m.ledger_key(), <code>{keyLine(signerFor(call.house, shard.origin))}</code>],
			...(shard.former ? [[m.ledger_former(), <Former {...shard.former} />] as [string, Child]] : []),
		]}
	/>
);

const Former = ({ origin, size }: { origin: string; size: number }) => (
	<>
		<code>{origin}</code> · {m.ledger_lines({ count: formatNumber(size) })}
	</>
);

const Said = ({ title, lines }: { title: string; lines: string[] }) => (
	<Part title={title}>
		<ul>
			{lines.map((line) => (
				<li>{line}</li>
			))}
		</ul>
	</Part>
);

const Check = ({ address }: { address: string }) => (
	<Part title={m.ledger_check()}>
		<p>{m.ledger_check_lead()}</p>
		<ol>
			<li>
				{m.ledger_check_download()} <a href="/log/verify.py">verify.py</a>
			</li>
			<li>
				{m.ledger_check_run()} <code>python3 verify.py {address}</code>
			</li>
			<li>
				{m.ledger_check_promise()}{' '}
				<code>
					python3 verify.py {address} --receipt {m.ledger_check_promiseFile()}
				</code>
			</li>
			<li>{m.ledger_check_again()}</li>
		</ol>
		<p>
			{m.ledger_files()} <a href="/log/checkpoint">/log/checkpoint</a>, <a href="/log/key">/log/key</a>,{' '}
			<a href="/log/policy">/log/policy</a>.
		</p>
	</Part>
);

const Gaps = ({ shards }: { shards: Shard[] }) =>
	shards.length === 0 ? (
		<></>
	) : (
		<Part title={m.ledger_gaps()}>
			<p>{m.ledger_gaps_lead()}</p>
			{shards.map(({ origin, openedAt, former, gapReason, gapSalt }) => (
				<Facts
					rows={[
						[m.ledger_gap_from(), former && <Former {...former} />],
						[m.ledger_gap_to(), <code>{origin}</code>],
						[m.ledger_gap_at(), formatDateTime(openedAt)],
						[m.ledger_gap_reason(), gapReason],
						[m.ledger_gap_salt(), <code>{gapSalt!.toString('base64')}</code>],
					]}
				/>
			))}
		</Part>
	);
