import { m } from '#words';

/**
 * A button that asks for a passkey. Nothing without JavaScript, on another address than the one passkeys are bound to, or
 * in a browser without them: the island shows it (src/ui/islands/passkey.ts) where it can work.
 */
export const PasskeyButton = (props: {
	origin: string;
	/** Where the question comes from, and where its answer goes. */
	ask: string;
	answer: string;
	/** Where to go then; the answer may say otherwise. */
	next: string;
	label: string;
	/** `create` makes a new passkey, named by the field of that name in the same form. */
	mode?: 'get' | 'create';
}) => (
	<passkey-button
		hidden
		origin={props.origin}
		ask={props.ask}
		answer={props.answer}
		next={props.next}
		mode={props.mode ?? 'get'}
		failed={m.access_passkey_failed()}
	>
		<button class="btn" type="button">
			{props.label}
		</button>
		<p role="status"></p>
	</passkey-button>
);
