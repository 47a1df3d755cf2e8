import { Readable } from 'node:stream';
import { anId, found, type Desk } from '#platform';
import { m } from '#words';
import { extensionOf } from '../files/extension.ts';
import { listSealedFiles, type SealedFile } from './custody.store.ts';
import { sealedCasePath } from './paths.ts';

const filePath = (id: string, file: string): string => `${sealedCasePath(id)}/tep/${file}`;

/** A sealed file as it is kept: only the browser of a custodian makes something of it. */
export function sealedFiles(desk: Desk): void {
	desk.get(filePath(anId(), anId('file')), async (call, request) => {
		const files = await listSealedFiles(call, request.param('id'));
		const { sha256 } = found(files.find(({ id }) => id === request.param('file')));
		return new Response(Readable.toWeb(call.house.files.read(sha256)) as ReadableStream<Uint8Array>, {
			headers: {
				'Content-Type': 'application/octet-stream',
				'Content-Disposition': 'attachment; filename="sealed.age"',
				'Cache-Control': 'no-store',
			},
		});
	});
}

/** Links to what is sealed; with the key they become links to what it holds. */
export const SealedFiles = ({ id, files }: { id: string; files: readonly SealedFile[] }) =>
	files.length === 0 ? null : (
		<ul>
			{files.map((file, at) => (
				<li>
					<a
						href={filePath(id, file.id)}
						data-sealed-file={`${at + 1}.${extensionOf(file.mediaType)}`}
						data-type={file.mediaType}
					>
						{m.feedback_file_case_file({ number: at + 1, type: extensionOf(file.mediaType) })}
					</a>{' '}
					{file.state === 'quarantined' && <span class="muted">{m.feedback_file_case_unscanned()}</span>}
				</li>
			))}
		</ul>
	);
