import { activityPath } from '#activities';
import { campaignPath, planPath } from '#campaigns';
import { kindWord, searchUnits, unitPath } from '#organisation';
import { memberPath, searchMembers } from '#people';
import { unitsHeld, type Call, type Desk } from '#platform';
import { EmptyState, Part, TextField, Button } from '#ui';
import { formatDate, m } from '#words';
import { searchPath } from './path.ts';
import { findCampaigns, findEvents, findPlans } from './search.store.ts';

type Hit = { href: string; title: string; detail: string };
type Hits = { title: string; hits: Hit[] };

/** Finds what one may see by what it is called: never by what a paper says, and people only for those who keep them. */
export function search(desk: Desk): void {
	desk.get(searchPath, async (call, request) => {
		const words = request.query('q').trim().slice(0, 100);
		const groups = words.length < shortest ? [] : (await findAll(call, words)).filter(({ hits }) => hits.length > 0);
		return {
			title: words === '' ? m.shell_search_title() : m.shell_search_for({ words }),
			lead: m.shell_search_lead(),
			body: (
				<>
					<form class="mb-6" action={searchPath} role="search">
						<TextField name="q" label={m.shell_search_words()} value={words} size="medium" />
						<Button>{m.ui_search()}</Button>
					</form>
					{groups.map((group) => (
						<Part title={group.title}>
							<ul class="hits m-0 list-none p-0">
								{group.hits.map((hit) => (
									<li class="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-base-300 py-2">
										<a href={hit.href}>{hit.title}</a>
										<small class="muted">{hit.detail}</small>
									</li>
								))}
							</ul>
						</Part>
					))}
					{groups.length === 0 && (
						<EmptyState title={words.length < shortest ? m.shell_search_short() : m.shell_search_nothing()}>
							{m.shell_search_hint()}
						</EmptyState>
					)}
				</>
			),
		};
	});
}

/** One letter finds everything and nothing. */
const shortest = 2;

async function findAll(call: Call, words: string): Promise<Hits[]> {
	const units = await searchUnits(call, call.today, words);
	return [
		{
			title: m.shell_nav_units(),
			hits: units.map(({ id, name, code, kind }) => ({
				href: unitPath(id),
				title: name,
				detail: `${kindWord(kind)} · ${code}`,
			})),
		},
		{
			title: m.shell_nav_campaigns(),
			hits: (await findCampaigns(call, words)).map((hit) => ({ ...hit, href: campaignPath(hit.id) })),
		},
		{
			title: m.shell_search_plans(),
			hits: (await findPlans(call, words)).map((hit) => ({ ...hit, href: planPath(hit.id) })),
		},
		{
			title: m.shell_nav_activities(),
			hits: (await findEvents(call, words)).map(({ id, title, detail, on }) => ({
				href: activityPath(id),
				title,
				detail: `${formatDate(on)} · ${detail}`,
			})),
		},
		{ title: m.shell_nav_members(), hits: await membersNamed(call, words) },
	];
}

/** Members where the caller keeps them, each once though several posts may reach them. */
async function membersNamed(call: Call, words: string): Promise<Hit[]> {
	const nodes = unitsHeld(call.actor, 'focalOfficer', 'unitHead', 'administrator');
	const hits = new Map<string, Hit>();
	for (const node of nodes) {
		for (const { id, fullName, number, unitName } of await searchMembers(call, node, words)) {
			hits.set(id, { href: memberPath(id), title: fullName, detail: `${number} · ${unitName}` });
		}
	}
	return [...hits.values()].slice(0, 20);
}
