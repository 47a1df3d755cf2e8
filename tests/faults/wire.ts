/** What a client sends to PostgreSQL, whole, and the statement that it makes the server do, if it does. */
export type Message = { message: Buffer; statement?: string };

/** Reads the stream of one client: the first message has a length only, each further one a letter before it. */
export function eachMessage(): (bytes: Buffer) => Message[] {
	let rest = Buffer.alloc(0);
	let letters = 0;
	return (bytes) => {
		rest = Buffer.concat([rest, bytes]);
		const messages: Message[] = [];
		while (rest.length >= letters + 4) {
			const end = letters + rest.readUInt32BE(letters);
			if (rest.length < end) break;
			messages.push(letters === 0 ? { message: rest.subarray(0, end) } : understood(rest.subarray(0, end)));
			rest = rest.subarray(end);
			letters = 1;
		}
		return messages;
	};
}

/** A simple query says its text; of a prepared one the order to execute it is seen. */
function understood(message: Buffer): Message {
	const letter = String.fromCharCode(message[0]!);
	if (letter === 'Q') return { message, statement: message.subarray(5, -1).toString() };
	return letter === 'E' ? { message, statement: '' } : { message };
}
