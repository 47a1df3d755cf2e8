import { Hono } from 'hono';
import { PageStore, portalOn, type House } from '#platform';
import { PortalPage, written, type PortalFrame } from '#ui';
import { feedbackPortal } from '../portal.ts';

const frame: PortalFrame = { body: 'Cơ quan minh họa', path: '/gop-y', sections: [] };

/** The public face of the room, as `app` puts it together, without what stands around every request. */
export function speakApp(house: House): Hono {
	const app = new Hono();
	const page: Parameters<typeof portalOn>[1]['page'] = async (_call, _request, view) =>
		written(
			<PortalPage frame={frame} {...view}>
				{view.body}
			</PortalPage>,
		);
	feedbackPortal(portalOn(app, { house, pages: new PageStore(), page }));
	app.onError((error, c) => c.text(String(error), 'status' in error ? (error.status as 404) : 500));
	return app;
}

/** A browser without scripts: what stands in hidden fields goes back with what is typed. */
export type Reader = {
	status: number;
	page: string;
	headers: Headers;
	open(path: string): Promise<Reader>;
	/** Sends the form that holds this field (the first one unless said) with what is typed. */
	send(typed: Record<string, string | File>, holding?: string): Promise<Reader>;
	/** Presses “go on” on a page of the form. */
	next(typed?: Record<string, string | File>): Promise<Reader>;
	hidden(name: string): string;
};

export function aReader(app: Hono, more: Record<string, string> = {}): Reader {
	const reader: Reader = {
		status: 0,
		page: '',
		headers: new Headers(),
		open: (path) => received(app.request(path, { headers: more })),
		send(typed, holding = '') {
			const form = formsOf(reader.page).find((each) => each.html.includes(holding))!;
			const body = new FormData();
			for (const [name, value] of Object.entries({ ...form.hidden, ...typed })) body.append(name, value);
			return received(app.request(form.action, { method: 'POST', body, headers: more }));
		},
		next: (typed = {}) => reader.send({ ...typed, _go: 'next' }, '_steps'),
		hidden: (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(reader.page)?.[1] ?? '',
	};
	async function received(answer: Response | Promise<Response>): Promise<Reader> {
		const response = await answer;
		reader.status = response.status;
		reader.headers = response.headers;
		reader.page = await response.text();
		return reader;
	}
	return reader;
}

const formsOf = (page: string) =>
	[...page.matchAll(/<form\b[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)].map(([html, action]) => ({
		html,
		action: action!,
		hidden: Object.fromEntries(
			[...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
				name!,
				value!.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
			]),
		),
	}));

/** Walks the form of an opinion up to the last page. */
export async function writeOpinion(reader: Reader, matter: string): Promise<Reader> {
	await reader.open('/gop-y');
	await reader.next({ subject: 'opinion' });
	await reader.next({ unknown: 'yes' });
	await reader.next({ accuses: 'yes', officer: '' });
	await reader.next({ matter });
	await reader.next();
	return reader.next({ as: 'nobody' });
}

/** What the sender is shown once. */
export const receiptIn = (page: string): { reference: string; receipt: string } => {
	const [reference, receipt] = [...page.matchAll(/class="code">([^<]+)</g)].map(([, code]) => code!);
	return { reference: reference!, receipt: receipt! };
};
