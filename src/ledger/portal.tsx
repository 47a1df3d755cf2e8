import { readFileSync } from 'node:fs';
import type { Portal, ShowPublic } from '#platform';
import { logFile, type LogFile } from './published/log-file.ts';
import { showLedger } from './published/ledger-page.tsx';

/**
 * The log for everybody: its files below `/log/`, and a page that says what they are worth.
 *
 * @param verifier the file of the second, separately written verifier, for download
 */
export const ledgerPortal =
	(verifier: string) =>
	(portal: Portal): void => {
		portal.page('/so-cai', showLedger);
		portal.answer('/log/verify.py', async () => sent({ bytes: readFileSync(verifier), type: 'text', fixed: false }));
		portal.answer('/log/*', showFile);
	};

const showFile: ShowPublic = async (call, request) => {
	const path = request.url.pathname.replace(/^(\/en)?\/log\//, '');
	const size = /^\d{1,15}$/.test(request.query('size')) ? Number(request.query('size')) : undefined;
	const file = await logFile(call, path, size);
	return file ? sent(file) : new Response('not in the log\n', { status: 404, headers: { 'Content-Type': plain } });
};

const sent = ({ bytes, type, fixed }: LogFile): Response =>
	new Response(new Uint8Array(bytes), {
		headers: {
			'Content-Type': type === 'text' ? plain : 'application/octet-stream',
			'Cache-Control': fixed ? 'public, max-age=31536000, immutable' : 'no-cache',
			'Access-Control-Allow-Origin': '*',
		},
	});

const plain = 'text/plain; charset=utf-8';
