/**
 * Layout, components, islands and styles of both faces; knows nothing of the other rooms.
 *
 * A page is a component that is given everything it shows. Its words come from `#words`, its frame (`WorkspaceFrame`,
 * `PortalFrame`: navigation, unit in view, who is signed in) from `app`, once per request. Policies decide in the route what is
 * offered; the page only shows it. There are no `style=` attributes and no inline scripts: the content policy refuses both.
 * Pages of the workspace may use Tailwind utilities; pages of the portal use the classes of `styles/portal.css`.
 *
 * A list: rows sorted, filtered and paged by the store; the address says how.
 *
 *     const columns: Column<PlanRow>[] = [
 *       { key: 'title', title: m.campaigns_plan_title(), cell: (plan) => plan.title, text: (plan) => plan.title, sortable: true },
 *       { key: 'due', title: m.campaigns_plan_due(), cell: (plan) => <Deadline due={plan.dueOn} today={today} />, sortable: true },
 *       { key: 'tasks', title: m.campaigns_tasks(), cell: (plan) => formatNumber(plan.tasks), text: (plan) => plan.tasks, align: 'end' },
 *     ];
 *     const query = tableQuery(c.req.query(), ['due', 'title']);      // the first one is the order unless asked otherwise
 *     const { rows, total } = await listPlans(call, query);           // query.sort, .dir, .q, .limit, .offset; .filters of those declared
 *     if (wantsCsv(c.req.query())) return csv(tableCsv(columns, await listAllPlans(call, query)));
 *
 *     <WorkspacePage frame={frame} title={m.campaigns_plans()} action={<LinkButton href="/ke-hoach/moi">{m.campaigns_plan_new()}</LinkButton>}>
 *       <Table caption={m.campaigns_plans()} columns={columns} rows={rows} total={total} query={query} path="/ke-hoach" csv
 *         filter={m.campaigns_plan_filter()} rowHref={(plan) => `/ke-hoach/${plan.id}`} rowState={(plan) => plan.late ? 'late' : undefined}
 *         empty={<EmptyState title={m.campaigns_plans_none()} action={…}>{m.campaigns_plans_what()}</EmptyState>} />
 *     </WorkspacePage>
 *
 * A form: after a refusal the same page with what was typed and what is wrong.
 *
 *     const field = typed(values, errors);                            // values: what was typed, or what is stored
 *     <WorkspacePage frame={frame} title={m.campaigns_plan_new()} crumbs={[{ href: '/ke-hoach', label: m.campaigns_plans() }]}>
 *       <ErrorSummary errors={errors} />
 *       <ActionForm action="/ke-hoach">
 *         <TextField {...field('title')} label={m.campaigns_plan_title()} />
 *         <DateField {...field('dueOn')} label={m.campaigns_plan_due()} optional />
 *         <UnitPicker {...field('lead')} label={m.campaigns_plan_lead()} source="/don-vi/tim.json" chosen={lead} found={found} />
 *         <Buttons><Button>{m.ui_save()}</Button></Buttons>
 *       </ActionForm>
 *     </WorkspacePage>
 *
 * A thing: its state as a word, one main action, then the matter.
 *
 *     <WorkspacePage frame={frame} title={plan.title} state={<State kind="running">{m.campaigns_plan_state_issued()}</State>}
 *       action={may.close && <ConfirmLink><LinkButton href={`${path}/dong`}>{m.campaigns_plan_close()}</LinkButton></ConfirmLink>}
 *       about={m.campaigns_plan_about({ unit, date })} notice={closed && <Notice kind="done" title={m.campaigns_plan_closed()} />}>
 *       <Facts rows={[[m.campaigns_plan_number(), plan.number], [m.campaigns_plan_signed(), formatDate(plan.signedOn)]]} />
 *       <Part title={m.campaigns_tasks()}><Table … /></Part>
 *       <Part title={m.campaigns_history()}><Timeline entries={…} /></Part>
 *     </WorkspacePage>
 */
export { asset, readAssets } from './assets.ts';
export { written } from './written.ts';
export { unchanging } from './unchanging.ts';
export { Button, Buttons, LinkButton, type Weight } from './button.tsx';
export { Icon } from './icon.tsx';
export type { IconName } from './icons.ts';

export type { LanguageLinks, Link, NavItem, PortalFrame, WorkspaceFrame } from './shell/frame.ts';
export { PlainPage } from './shell/plain-page.tsx';
export { PortalPage } from './shell/portal-page.tsx';
export { WorkspacePage } from './shell/workspace-page.tsx';
export { Breadcrumb } from './shell/breadcrumb.tsx';
export { speculationRules } from './shell/speculation.ts';
export { IllustrationBanner } from './shell/illustration-banner.tsx';

export { ActionForm } from './form/action-form.tsx';
export { Checkbox, Checkboxes, Radios, Select, type Choice } from './form/choice-fields.tsx';
export { Confirmation, ConfirmLink } from './form/confirmation.tsx';
export { ErrorSummary } from './form/error-summary.tsx';
export { Fieldset, Hint } from './form/fieldset.tsx';
export { FileField } from './form/file-field.tsx';
export { DateField, NumberField, TextArea, TextField } from './form/text-fields.tsx';
export { typed, type FieldValue, type FormErrors } from './form/typed.ts';
export { UnitPicker, type UnitChoice } from './form/unit-picker.tsx';

export { tableCsv } from './table/csv.ts';
export { EmptyState } from './table/empty-state.tsx';
export { pageSize, tableHref, tableQuery, wantsCsv, type TableQuery } from './table/table-query.ts';
export type { Column } from './table/column.ts';
export { Table } from './table/table.tsx';
export { TableFilter } from './table/table-tools.tsx';

export { Notice, type NoticeKind } from './facts/notice.tsx';
export { State, type StateKind } from './facts/state.tsx';
export { Deadline, standing } from './facts/deadline.tsx';
export { Facts } from './facts/facts.tsx';
export { Part } from './facts/part.tsx';
export { Timeline, type TimelineEntry } from './facts/timeline.tsx';
export { Diff } from './facts/diff.tsx';
export { Figure, Figures, Rate, type Amount } from './facts/figure.tsx';
export { Progress } from './facts/progress.tsx';
export { Checklist, Steps, type Step } from './facts/steps.tsx';
export { Tabs } from './facts/tabs.tsx';
export { Tree, type TreeNode } from './facts/tree.tsx';

export { ChartFigure } from './chart/chart-figure.tsx';
export { chartWidth } from './chart/chart-size.ts';
export type { Chart } from './chart/chart.ts';
export { drawChart, prepareToDraw } from './chart/draw-chart.ts';

export { PrintDocument } from './paper/print-document.tsx';
export type { Signature } from './paper/signatures.tsx';
