import { describe, expect, test } from 'vitest';
import { claimedOrigin, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { readProof, proofText } from './inclusion.ts';
import { keyLine, readKeyLine, signerOf } from './key.ts';
import { openNote, readNote, signNote } from './note.ts';

/** The example of the Go implementation, from which the specification of signed notes was written. */
const line = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const note = `${text}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

/** The examples of c2sp.org/signed-note, /tlog-checkpoint and /tlog-cosignature. */
const quasimodo = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`;
const sofa = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

describe('the published note', () => {
	test('is what we sign with its key', () => {
		const signer = signerOf('PeterNeumann', seed);
		expect(keyLine(signer)).toBe(line);
		expect(signNote(text, signer)).toBe(note);
	});

	test('opens with its key, and not when a letter of it is another', () => {
		expect(openNote(note, readKeyLine(line))).toBe(text);
		expect(() => openNote(note.replace('know', 'knew'), readKeyLine(line))).toThrow('wrong');
	});

	test('does not open with the key of somebody else, even of the same name', () => {
		expect(() => openNote(note, signerOf('PeterNeumann', Buffer.alloc(32, 7)))).toThrow('not signed by');
		expect(() => openNote(quasimodo, readKeyLine(line))).toThrow('not signed by');
	});
});

test('a text may have empty lines; the signatures follow the last one', () => {
	expect(readNote(quasimodo).text.endsWith('\n\ned è subito sera.\n')).toBe(true);
	expect(readNote(quasimodo).signatures).toHaveLength(1);
	expect(readNote(sofa).signatures.map(({ name }) => name)).toEqual([
		'example.com/behind-the-sofa',
		'witness.example.com/w1',
	]);
});

test.each([
	['without signatures', 'text\n'],
	['without the empty line', note.replace('\n\n', '\n')],
	['without its last newline', note.slice(0, -1)],
	['with a control character', note.replace('you', 'y\tu')],
	['with an ordinary dash', note.replace('—', '-')],
	['with a name in two words', note.replace('— Peter', '— Peter ')],
	['with a signature that is no base64', note.replace('x08go/', 'x08go?')],
	['with base64 that is not written as it should be', note.replace('nAM=', 'nAN=')],
	['with half a surrogate pair', note.replace('you', '\ud800')],
])('a note %s is none', (_, wrong) => {
	expect(() => readNote(wrong)).toThrow('not a note');
});

test.each([
	line.replace('c7', 'c8'),
	line.replace('Peter', 'Pete'),
	line.replace('ARpc', 'AhPc'),
	line.slice(0, -4),
	'',
])('%s is no key', (wrong) => {
	expect(() => readKeyLine(wrong)).toThrow();
});

describe('a checkpoint', () => {
	const signer = signerOf('example.vn/log/2026', seed);
	const head = { origin: signer.name, size: 7, root: Buffer.alloc(32, 5) };

	test('is read by whoever has the key', () => {
		expect(openCheckpoint(signCheckpoint(head, signer), signer)).toEqual(head);
		expect(claimedOrigin(sofa)).toBe('example.com/behind-the-sofa');
	});

	test('speaks for its own log only', () => {
		const other = signCheckpoint({ ...head, origin: 'example.vn/log/2025' }, signer);
		expect(() => openCheckpoint(other, signer)).toThrow('not of');
	});

	test.each(['07', '-1', '1e3', '', '99999999999999999'])('of %s leaves is none', (size) => {
		const note = signNote(`${signer.name}\n${size}\n${head.root.toString('base64')}\n`, signer);
		expect(() => openCheckpoint(note, signer)).toThrow('not a checkpoint');
	});
});

test('a proof text is read as it was written, with and without extra data', () => {
	const proof = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
	const written = proofText(73_894, proof, sofa);
	expect(readProof(written)).toEqual({ index: 73_894, proof, checkpoint: sofa });
	expect(readProof(written.replace('index', 'extra YWJj\nindex')).index).toBe(73_894);
	expect(readProof(proofText(0, [], sofa)).proof).toEqual([]);
	expect(() => readProof(written.replace('index 7', 'index 07'))).toThrow('not a proof');
});
