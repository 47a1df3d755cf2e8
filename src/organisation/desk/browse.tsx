import { json, type Call, type Desk, type View } from '#platform';
import { EmptyState, LinkButton, Table, Tree, type Column, type TreeNode } from '#ui';
import { formatDate, m } from '#words';
import { maySeeDocuments } from '../documents/document.policy.ts';
import { countBelow } from '../store/below.store.ts';
import { findRoot, listChildren, searchUnits, type UnitOn } from '../store/units.store.ts';
import { dayAsked } from './day-asked.ts';
import { DayForm } from './day-form.tsx';
import { kindWord } from './kind-words.ts';
import { documentsPath, draftPath, unitPath, unitSearchPath, unitsPath } from './paths.ts';

/** The tree on any day, and units found by name or code. */
export function browse(desk: Desk): void {
	desk.get(unitsPath, async (call, request) => page(call, dayAsked(call, request), request.query('q').trim()));

	desk.get(unitSearchPath, async (call, request) => {
		const found = await searchUnits(call, dayAsked(call, request), request.query('q').slice(0, 100));
		return json(
			found.map((unit) => ({
				value: String(unit.id),
				label: unit.name,
				detail: `${kindWord(unit.kind)}, ${unit.code}`,
			})),
		);
	});
}

async function page(call: Call, on: string, words: string): Promise<View> {
	const root = await findRoot(call, on);
	const mayKeep = maySeeDocuments(call.actor, (await findRoot(call))?.id);
	return {
		title: m.organisation_units_title(),
		lead: m.organisation_units_on({ date: formatDate(on) }),
		action: mayKeep && <LinkButton href={documentsPath}>{m.organisation_documents_title()}</LinkButton>,
		body: (
			<>
				<DayForm path={unitsPath} on={on} words={words} />
				{words !== '' && <Found units={await searchUnits(call, on, words, 50)} on={on} words={words} />}
				{words === '' && root && <Tree label={m.organisation_units_title()} nodes={[await topNode(call, root, on)]} />}
				{words === '' && !root && (
					<EmptyState
						title={m.organisation_units_none({ date: formatDate(on) })}
						action={mayKeep && <LinkButton href={draftPath('import')}>{m.organisation_import_title()}</LinkButton>}
					>
						{m.organisation_units_what()}
					</EmptyState>
				)}
			</>
		),
	};
}

/** The unit at the top with those under it; each says how many are under it in turn and leads to them. */
async function topNode(call: Call, root: UnitOn, on: string): Promise<TreeNode> {
	const children = await listChildren(call, root.id, on);
	const below = await countBelow(
		call,
		children.map(({ id }) => id),
		on,
	);
	const node = (unit: UnitOn): TreeNode => ({
		label: unit.name,
		href: unitPath(unit.id, on),
		detail: `${kindWord(unit.kind)}, ${unit.code}`,
	});
	return {
		...node(root),
		open: true,
		children: children.map((unit) => ({ ...node(unit), more: below.get(unit.id) ?? 0 })),
	};
}

const Found = ({ units, on, words }: { units: UnitOn[]; on: string; words: string }) => (
	<Table
		caption={m.organisation_found({ words })}
		columns={unitColumns()}
		rows={units}
		rowHref={(unit) => unitPath(unit.id, on)}
		empty={
			<EmptyState title={m.organisation_found_none({ words, date: formatDate(on) })}>
				{m.organisation_found_hint()}
			</EmptyState>
		}
	/>
);

export const unitColumns = (): Column<UnitOn>[] => [
	{ key: 'name', title: m.organisation_unit(), cell: (unit) => unit.name },
	{ key: 'kind', title: m.organisation_kind(), cell: (unit) => kindWord(unit.kind) },
	{ key: 'code', title: m.organisation_code(), cell: (unit) => unit.code },
];
