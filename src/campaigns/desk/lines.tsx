/** A text as it was written, line by line. */
export const Lines = ({ text }: { text: string }) =>
	text.split('\n').map((line, at) => (
		<>
			{at > 0 && <br />}
			{line}
		</>
	));
