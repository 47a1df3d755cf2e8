import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { House } from '#platform';

/**
 * Asks ClamAV about a file (INSTREAM over its socket), where one is set up. `unknown`: it is down or too slow; then the file waits in
 * quarantine, and filing goes on. Where none is set up there is nothing to wait for: files were rewritten from their content anyway.
 */
export async function scanFile(house: House, bytes: Uint8Array): Promise<'clean' | 'infected' | 'unknown'> {
	const { clamav } = house.settings;
	if (clamav === undefined) return 'clean';
	try {
		const said = await instream(addressOf(clamav), bytes);
		if (/ FOUND\0?$/.test(said)) return 'infected';
		return /: OK\0?$/.test(said) ? 'clean' : 'unknown';
	} catch (error) {
		house.log.warn({ err: error }, 'virus scanner');
		return 'unknown';
	}
}

/** Is there a scanner that answers (PING)? Where none is set up, there is. */
export async function answersAtAll({ settings: { clamav } }: House): Promise<boolean> {
	if (clamav === undefined) return true;
	return asked(addressOf(clamav), (socket) => socket.write('zPING\0')).then(
		() => true,
		() => false,
	);
}

/** Less than a transaction may be idle. */
const patience = 12_000;

const addressOf = (clamav: string): NetConnectOpts => {
	if (clamav.startsWith('/')) return { path: clamav };
	const [host, port] = clamav.split(':');
	return { host: host!, port: Number(port) };
};

const instream = (address: NetConnectOpts, bytes: Uint8Array): Promise<string> =>
	asked(address, (socket) => {
		socket.write('zINSTREAM\0');
		const length = Buffer.alloc(4);
		length.writeUInt32BE(bytes.length);
		socket.write(length);
		socket.write(bytes);
		socket.write(Buffer.alloc(4));
	});

function asked(address: NetConnectOpts, question: (socket: Socket) => void): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(address);
		let said = '';
		socket.setTimeout(patience, () => socket.destroy(new Error('no answer in time')));
		socket.on('error', reject);
		socket.on('data', (chunk) => (said += chunk.toString('latin1')));
		socket.on('end', () => resolve(said.trim()));
		question(socket);
	});
}
