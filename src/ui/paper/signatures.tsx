import { m } from '#words';

/** Who signs: “TM. BAN CHỈ ĐẠO”, “TRƯỞNG BAN”, and the name once signed. */
export type Signature = { body?: string; authority?: string; position: string; name?: string; signedOn?: string };

/** One signer stands at the right with the recipients at the left; the parties of a pledge stand side by side. */
export const Signatures = ({ signatures, recipients }: { signatures: Signature[]; recipients?: string[] }) => (
	<footer class={signatures.length > 1 ? 'paper-foot parties' : 'paper-foot'}>
		{signatures.length <= 1 && (
			<div class="paper-recipients">
				{recipients && recipients.length > 0 && (
					<>
						<p>{m.ui_paper_recipients()}</p>
						<ul>
							{recipients.map((recipient) => (
								<li>{recipient}</li>
							))}
						</ul>
					</>
				)}
			</div>
		)}
		{signatures.map((signature) => (
			<div class="paper-signature">
				{signature.body && <p class="paper-party">{signature.body}</p>}
				{signature.authority && <p class="paper-authority">{signature.authority}</p>}
				<p class="paper-authority">{signature.position}</p>
				<p class="paper-space">{signature.signedOn ?? m.ui_paper_signedHere()}</p>
				<p class="paper-name">{signature.name ?? ''}</p>
			</div>
		))}
	</footer>
);
