import { m } from '#words';
import { Button, Hint, type FormErrors } from '#ui';
import { work, type House } from '#platform';
import { refusalWord } from '../../files/refusal-words.ts';
import { mostFiles, stageFile } from '../../files/stage-file.ts';
import { ProofOfWork } from '../../proof/proof-of-work.tsx';
import { provenBy } from '../../proof/proof.ts';
import { FilesField } from '../files-field.tsx';
import type { Draft } from './draft.ts';
import type { Step } from './step.ts';

/** Pictures and papers. Read before anything is said about them: what they tell of their author goes. */
export const filesStep: Step = {
	name: 'files',
	title: () => m.feedback_file_files(),
	filled: () => ({}),
	fields: ({ call, draft, errors }) => (
		<>
			<Hint>{m.feedback_file_files_cleaned()}</Hint>
			{(draft.files ?? []).length > 0 && <Kept files={draft.files!} />}
			{(draft.files ?? []).length < mostFiles && <FilesField error={errors['files']} />}
			{!draft.proved && <ProofOfWork call={call} waiting={m.feedback_file_files_needProof()} />}
		</>
	),
	take: (_, draft) => ({ draft: { ...draft, files: draft.files ?? [] } }),
};

const Kept = ({ files }: { files: NonNullable<Draft['files']> }) => (
	<ul class="kept-files">
		{files.map(({ id, mediaType, size }, at) => (
			<li>
				{m.feedback_file_files_one({ number: at + 1, type: shortType(mediaType), size: megabytes(size) })}{' '}
				<Button weight="quiet" name="_go" value={`remove:${id}`} unchecked>
					{m.feedback_file_files_remove()}
				</Button>
			</li>
		))}
	</ul>
);

const shortType = (mediaType: string): string =>
	mediaType.includes('word') ? 'DOCX' : mediaType.includes('sheet') ? 'XLSX' : mediaType.split('/')[1]!.toUpperCase();

const megabytes = (size: number): string => (Math.max(size, 100_000) / 1_000_000).toFixed(1).replace('.', ',');

/** Takes the files of a press on “go on”, or takes one away. What was taken stays, also when another one could not be. */
export async function takeFiles(
	house: House,
	draft: Draft,
	form: FormData,
	go: string,
): Promise<{ draft: Draft; errors: FormErrors; again: boolean }> {
	const kept = (draft.files ?? []).filter(({ id }) => go !== `remove:${id}`);
	if (go !== 'next') return { draft: { ...draft, files: kept }, errors: {}, again: true };
	const uploads = form.getAll('files').filter((each): each is File => typeof each !== 'string' && each.size > 0);
	if (uploads.length === 0) return { draft: { ...draft, files: kept }, errors: {}, again: false };
	if (kept.length + uploads.length > mostFiles)
		return { draft, errors: { files: m.feedback_file_files_most({ most: mostFiles }) }, again: true };
	const proved =
		draft.proved === true || (await work(house, { kind: 'public' }, (call) => provenBy(call, form.get('_proof'))));
	if (!proved) return { draft, errors: { files: m.feedback_file_files_needProof() }, again: true };
	const refused: string[] = [];
	for (const upload of uploads) {
		const file = await stageFile(house, draft.key, upload);
		if (typeof file === 'string') refused.push(`${upload.name}: ${refusalWord(file)}`);
		else kept.push(file);
	}
	const errors: FormErrors = refused.length > 0 ? { files: refused.join(' ') } : {};
	return { draft: { ...draft, files: kept, proved: true }, errors, again: refused.length > 0 };
}
