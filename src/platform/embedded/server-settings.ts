/**
 * How our PostgreSQL runs. Given on its command line at every start, so that an old data folder follows a newer Vidan.
 * @param socketDirectory the only way in: no port is opened
 */
export function serverSettings(socketDirectory: string): string[] {
	const settings: Record<string, string> = {
		listen_addresses: '',
		unix_socket_directories: socketDirectory,
		unix_socket_permissions: '0700',

		// What was answered “saved” is on the disk.
		fsync: 'on',
		synchronous_commit: 'on',
		full_page_writes: 'on',

		shared_buffers: '256MB',
		max_connections: '100',
		max_wal_size: '2GB',
		idle_in_transaction_session_timeout: '15s',
		timezone: 'UTC',
		lc_messages: 'C', // we read the reasons for a failed start

		// The log tells what went wrong, never what was written: no values, no DETAIL with the row, no client addresses.
		log_timezone: 'UTC',
		log_line_prefix: '%m [%p] %u ',
		log_error_verbosity: 'terse',
		log_parameter_max_length: '0',
		log_parameter_max_length_on_error: '0',
		log_min_duration_statement: '-1',
		log_statement: 'none',
		log_connections: 'off',
		log_disconnections: 'off',
	};
	return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
