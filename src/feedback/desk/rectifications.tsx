import { ActionForm, Button, Deadline, Part, Table, type Column } from '#ui';
import { m } from '#words';
import type { Rectification } from '../aftermath/rectification.store.ts';
import { markOfDone } from '../aftermath/verify-rectification.ts';
import type { Names } from './one.tsx';
import { verificationPath } from './paths.ts';

/** What the answer ordered, on the page of the case: verified here by somebody other than who did it. */
export const Rectifications = ({
	rows,
	names,
	today,
}: {
	rows: readonly Rectification[];
	names: Names;
	today: string;
}) =>
	rows.length === 0 ? null : (
		<Part title={m.feedback_desk_rectifications()}>
			<Table caption={m.feedback_desk_rectifications()} columns={columns(names, today)} rows={[...rows]} />
		</Part>
	);

const columns = (names: Names, today: string): Column<Rectification>[] => [
	{ key: 'task', title: m.feedback_desk_order_task(), cell: ({ task }) => task },
	{ key: 'unit', title: m.feedback_desk_unit(), cell: ({ unitId }) => names.units.get(unitId)?.name },
	{
		key: 'due',
		title: m.feedback_desk_order_due(),
		cell: ({ dueOn, doneOn }) => <Deadline due={dueOn} today={today} doneOn={doneOn} />,
	},
	{ key: 'done', title: m.feedback_desk_rectified(), cell: ({ doneNote }) => doneNote },
	{
		key: 'verified',
		title: m.feedback_desk_verified(),
		cell: (row) => (row.verifiedBy ? names.accounts.get(row.verifiedBy) : row.doneOn && <Verification of={row} />),
	},
];

const Verification = ({ of }: { of: Rectification }) => (
	<ActionForm action={verificationPath(of.id)} guarded={false} seen={markOfDone(of)}>
		<div class="buttons">
			<Button weight="plain" name="verified" value="yes">
				{m.feedback_desk_verify()}
			</Button>
			<Button weight="quiet" name="verified" value="no">
				{m.feedback_desk_verify_not()}
			</Button>
		</div>
	</ActionForm>
);
