import { allow, aNumber, found, NotFound, numberIn, seeOther, type Call, type Desk, type View } from '#platform';
import { ActionForm, Button, Buttons, Facts, Notice, Part, State, Table, Timeline } from '#ui';
import { formatDate, formatNumber, formatPercent, m } from '#words';
import { mayDraft } from '../documents/document.policy.ts';
import { findLife, listNames, listParents, listPassed, type UnitLife } from '../store/unit-history.store.ts';
import { findRoot, findUnit, listChildren, listHeirs, listPath, setPublishable } from '../store/units.store.ts';
import { dayBefore } from '../tree/span.ts';
import { unitColumns } from './browse.tsx';
import { dayAsked } from './day-asked.ts';
import { DayForm } from './day-form.tsx';
import { kindWord } from './kind-words.ts';
import { publishablePath, unitPath, unitsPath } from './paths.ts';
import { unitEvents } from './unit-events.ts';

/** One unit on a day: where it stands, what is under it, where it comes from and what continues it. */
export function unit(desk: Desk): void {
	desk.get(unitPath(aNumber('id')), async (call, request) => {
		const life = found(await findLife(call, numberIn(request.param('id'))));
		return page(call, life, dayAsked(call, request));
	});

	desk.post(publishablePath(aNumber('id')), async (call, request) => {
		const id = numberIn(request.param('id'));
		allow(mayDraft(call.actor, (await findRoot(call))?.id));
		const publishable = (await request.form()).get('publishable') === 'yes';
		if (!(await setPublishable(call, id, publishable))) throw new NotFound(() => m.platform_notFound_detail());
		return seeOther(unitPath(id), publishable ? 'organisation_publishable_on' : 'organisation_publishable_off');
	});
}

async function page(call: Call, life: UnitLife, asked: string): Promise<View> {
	// On a day outside its life a unit is shown as it was nearest to that day.
	const on = asked < life.born ? life.born : life.dies !== null && asked >= life.dies ? dayBefore(life.dies) : asked;
	const unit = found(await findUnit(call, life.id, on));
	const path = await listPath(call, life.id, on);
	const children = await listChildren(call, life.id, on);
	const mayKeep = mayDraft(call.actor, (await findRoot(call))?.id);
	const events = unitEvents(
		life,
		await listNames(call, life.id),
		await listParents(call, life.id),
		await listPassed(call, life.id),
	);
	return {
		title: unit.name,
		lead: m.organisation_unit_about({ kind: kindWord(unit.kind), code: unit.code, date: formatDate(on) }),
		state: <LifeState life={life} on={call.today} />,
		crumbs: [
			{ label: m.organisation_units_title(), href: `${unitsPath}?ngay=${on}` },
			...path
				.slice(1)
				.toReversed()
				.map((above) => ({ label: above.name, href: unitPath(above.id, on) })),
		],
		body: (
			<>
				{asked !== on && (
					<Notice
						kind="info"
						title={m.organisation_unit_otherDay({ asked: formatDate(asked), shown: formatDate(on) })}
					/>
				)}
				{life.dies !== null && life.dies <= call.today && <Heirs heirs={await listHeirs(call, life.id)} />}
				<DayForm path={unitPath(life.id)} on={on} />
				<Facts
					rows={[
						[m.organisation_short(), unit.short],
						[m.organisation_parent(), path[1]?.name],
						[
							m.organisation_life(),
							life.dies
								? `${formatDate(life.born)} – ${formatDate(dayBefore(life.dies))}`
								: m.organisation_since({ date: formatDate(life.born) }),
						],
						[m.organisation_publishable(), <Publishable life={life} mayKeep={mayKeep} />],
					]}
				/>
				<Part title={m.organisation_children({ count: formatNumber(children.length) })}>
					<Table
						caption={m.organisation_children({ count: formatNumber(children.length) })}
						columns={unitColumns()}
						rows={children}
						rowHref={(child) => unitPath(child.id, on)}
						empty={<p class="muted">{m.organisation_children_none()}</p>}
					/>
				</Part>
				<Part title={m.organisation_history()}>
					<Timeline
						entries={events.map(({ on, says, decision }) => ({
							at: on,
							title: says,
							detail: decision === null ? undefined : m.organisation_by_decision({ decision }),
						}))}
					/>
				</Part>
			</>
		),
	};
}

const LifeState = ({ life, on }: { life: UnitLife; on: string }) => {
	if (life.born > on) return <State kind="open">{m.organisation_state_toCome()}</State>;
	if (life.dies !== null && life.dies <= on) return <State kind="stopped">{m.organisation_state_ended()}</State>;
	if (life.dies !== null)
		return <State kind="soon">{m.organisation_state_ending({ date: formatDate(life.dies) })}</State>;
	return <State kind="running">{m.organisation_state_alive()}</State>;
};

const Heirs = ({ heirs }: { heirs: Awaited<ReturnType<typeof listHeirs>> }) => (
	<Notice kind="info" title={m.organisation_continuedBy()}>
		<ul>
			{heirs.map((heir) => (
				<li>
					<a href={unitPath(heir.id)}>{heir.name}</a>
					{heir.share < 1 && ` (${formatPercent(heir.share, 1)})`}
					{heirs.length > 1 && heir.principal && `, ${m.organisation_principal()}`}
				</li>
			))}
		</ul>
	</Notice>
);

const Publishable = ({ life, mayKeep }: { life: UnitLife; mayKeep: boolean }) => (
	<>
		<p>{life.publishable ? m.organisation_publishable_yes() : m.organisation_publishable_no()}</p>
		{mayKeep && (
			<ActionForm action={publishablePath(life.id)} guarded={false}>
				<input type="hidden" name="publishable" value={life.publishable ? 'no' : 'yes'} />
				<Buttons>
					<Button weight="plain">
						{life.publishable ? m.organisation_publishable_hide() : m.organisation_publishable_show()}
					</Button>
				</Buttons>
			</ActionForm>
		)}
	</>
);
