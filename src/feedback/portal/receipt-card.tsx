import { m } from '#words';
import { raw } from 'hono/html';
import { create, type QRCodeSegment } from 'qrcode';
import type { Receipt } from '../receipt/receipt.ts';

/**
 * What the sender keeps: reference, receipt as characters and as syllables, and a picture to read with a telephone. The picture
 * holds the text and no address, because an address with a receipt in it stays in the history of whoever opens it.
 */
export const ReceiptCard = ({
	receipt,
	followPath,
}: {
	receipt: Receipt & { reference: string };
	followPath: string;
}) => (
	<section class="receipt" aria-labelledby="receipt-title">
		<h2 id="receipt-title">{m.feedback_file_card()}</h2>
		<dl>
			<dt>{m.feedback_file_reference()}</dt>
			<dd class="code">{receipt.reference}</dd>
			<dt>{m.feedback_file_receipt()}</dt>
			<dd class="code">{receipt.characters}</dd>
			<dt>{m.feedback_file_receipt_words()}</dt>
			<dd class="words">{receipt.words}</dd>
		</dl>
		<Picture text={`${receipt.reference}\n${receipt.characters}`} />
		<p class="muted">{m.feedback_file_card_how({ path: followPath })}</p>
	</section>
);

/** Any mask is read by any reader. Looking for the one with the fewest large patches takes longer than the rest of the page. */
const mask = 2;

/** Which parts a picture holds as letters and digits, two in eleven bits; told here, it need not be searched for. */
export const segmentsOf = (text: string): QRCodeSegment[] =>
	(text.match(/[A-Z0-9 $%*+\-./:]+|[^A-Z0-9 $%*+\-./:]+/g) ?? []).map((data) =>
		/^[A-Z0-9 $%*+\-./:]/.test(data) ? { mode: 'alphanumeric', data } : { mode: 'byte', data: Buffer.from(data) },
	);

/** One stroke for each run of dark modules in a row. */
function darkRuns(data: Uint8Array, size: number): string {
	let path = '';
	for (let at = 0; at < data.length; at++) {
		if (!data[at]) continue;
		const rowEnds = at - (at % size) + size;
		let end = at + 1;
		while (end < rowEnds && data[end]) end++;
		path += `M${at % size} ${Math.floor(at / size)}h${end - at}v1H${at % size}z`;
		at = end - 1;
	}
	return path;
}

const Picture = ({ text }: { text: string }) => {
	const { size, data } = create(segmentsOf(text), { errorCorrectionLevel: 'M', maskPattern: mask }).modules;
	const dark = darkRuns(data, size);
	const edge = 4;
	return (
		<svg
			class="receipt-picture"
			role="img"
			aria-label={m.feedback_file_card_picture()}
			viewBox={`${-edge} ${-edge} ${size + 2 * edge} ${size + 2 * edge}`}
			shape-rendering="crispEdges"
		>
			{raw(`<path d="${dark}"/>`)}
		</svg>
	);
};
