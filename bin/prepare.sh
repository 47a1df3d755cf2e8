# Read by bin/vidan and bin/check, with $here set to the folder of the checkout.
# prepare install | prepare build: gets what is missing, by the system's Node, which may be older than the one we run on;
# that one is $node afterwards.
prepare() {
	if ! command -v node >/dev/null 2>&1; then
		echo 'Vidan cần Node.js từ bản 20. · Vidan needs Node.js 20 or later.' >&2
		exit 1
	fi
	# In the background and waited for, because a shell that waits in the foreground hears a signal only afterwards.
	node "$here/bin/prepare/prepare.js" "$1" &
	preparing=$!
	trap 'kill -TERM $preparing 2>/dev/null' TERM INT HUP
	wait "$preparing"
	prepared=$?
	trap - TERM INT HUP
	[ "$prepared" -eq 0 ] || exit "$prepared"
	# The Node we run on comes with the packages, except on macOS, where the system's must be new enough.
	node=$here/node_modules/.bin/node
	[ -x "$node" ] || node=node
}
