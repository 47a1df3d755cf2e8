import { m } from '#words';
import { found, work } from '#platform';
import { LinkButton, Notice } from '#ui';
import { findAccount } from '../access.store.ts';
import { issueOneTimeLink } from '../decide-on-access.ts';
import { sessionTokenOf } from '../session-cookie.ts';
import { plainPage, type Door } from './door.tsx';

/** POST /nguoi-dung/:id/lien-ket: the link is the answer itself; it stands in no address, no store and no log. */
export async function issueLink(door: Door): Promise<Response> {
	const { house, c, request } = door;
	const id = request.param('id');
	const { path, name } = await work(house, { kind: 'session', token: sessionTokenOf(house, c) ?? '' }, async (call) => {
		const path = await issueOneTimeLink(call, id);
		return { path, name: found(await findAccount(call, id)).displayName };
	});
	return plainPage(door, {
		title: m.access_link_title({ name }),
		body: (
			<>
				<Notice kind="warning" title={m.access_link_once()} />
				<p>{m.access_link_how()}</p>
				<p>
					<code>{new URL(path, house.settings.origin).href}</code>
				</p>
				<LinkButton href={`/lam-viec/nguoi-dung/${id}`}>{m.access_link_back()}</LinkButton>
			</>
		),
	});
}
