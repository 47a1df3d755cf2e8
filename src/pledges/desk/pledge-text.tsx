import { Table, type Column } from '#ui';
import { formatDate, formatNumber, formatPeriod, m } from '#words';
import type { Addendum, Movement, Party, PledgeText, Target } from '../pledge.ts';

/** What the parties promise one another; for screen and paper. */
export const PledgeBody = ({
	content,
	parties,
	heading: Heading = 'h3',
}: {
	content: PledgeText;
	parties: readonly Party[];
	heading?: 'h2' | 'h3';
}) => (
	<div class="prose">
		{content.grounds && <Lines text={content.grounds} />}
		<Heading>{m.pledges_movements()}</Heading>
		<Table caption={m.pledges_movements()} columns={movementColumns()} rows={content.movements} />
		<Heading>{m.pledges_targets()}</Heading>
		<Table caption={m.pledges_targets()} columns={targetColumns()} rows={content.targets} />
		{content.titles.length > 0 && (
			<>
				<Heading>{m.pledges_titles()}</Heading>
				<ul>
					{content.titles.map(({ unitId, title }) => (
						<li>
							{parties.find((party) => party.unitId === unitId)?.unitName}: {title}
						</li>
					))}
				</ul>
			</>
		)}
		{content.checking && (
			<>
				<Heading>{m.pledges_checking()}</Heading>
				<Lines text={content.checking} />
			</>
		)}
	</div>
);

/** What a latecomer adds. */
export const AddendumBody = ({ party, addendum }: { party: Party; addendum: Addendum }) => (
	<div class="prose">
		<h3>{m.pledges_addendum_of({ unit: party.unitName, date: formatDate(party.signedAt) })}</h3>
		{addendum.targets.length > 0 && (
			<Table caption={`${m.pledges_targets()} · ${party.unitName}`} columns={targetColumns()} rows={addendum.targets} />
		)}
		{addendum.title && <p>{m.pledges_title_registered({ title: addendum.title })}</p>}
		{addendum.note && <Lines text={addendum.note} />}
	</div>
);

const Lines = ({ text }: { text: string }) => (
	<>
		{text.split(/\n+/).map((line) => (
			<p>{line}</p>
		))}
	</>
);

const movementColumns = (): Column<Movement>[] => [
	{ key: 'name', title: m.pledges_movement_name(), cell: (movement) => movement.name },
	{ key: 'goal', title: m.pledges_goal(), cell: (movement) => movement.goal },
	{
		key: 'period',
		title: m.pledges_period(),
		cell: (movement) => formatPeriod(movement.startsOn, movement.reviewedOn),
	},
];

const targetColumns = (): Column<Target>[] => [
	{ key: 'indicator', title: m.pledges_indicator_name(), cell: (target) => target.indicator },
	{ key: 'unit', title: m.pledges_measuringUnit(), cell: (target) => target.unit },
	{
		key: 'plan',
		title: m.pledges_plan(),
		cell: (target) => (target.plan === null ? '' : formatNumber(target.plan)),
		align: 'end',
	},
	{ key: 'note', title: m.pledges_note(), cell: (target) => target.note },
];
