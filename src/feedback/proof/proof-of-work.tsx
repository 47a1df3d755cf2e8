import { m } from '#words';
import { asset } from '#ui';
import type { Call } from '#platform';
import { newChallenge } from './proof.ts';

/**
 * The part of a form where the browser proves its work. Without JavaScript it stays as it is and says what follows from that.
 *
 * @param waiting what happens to a form without a proof
 */
export const ProofOfWork = async ({ call, waiting }: { call: Call; waiting: string }) => {
	if (!call.house.settings.proofOfWork) return null;
	const challenge = JSON.stringify(await newChallenge(call));
	return (
		<>
			<proof-of-work
				challenge={challenge}
				working={m.feedback_file_proof_working()}
				done={m.feedback_file_proof_done()}
				failed={waiting}
			>
				<input type="hidden" name="_proof" value="" />
				<output class="hint"></output>
			</proof-of-work>
			<noscript>
				<p class="hint">{waiting}</p>
			</noscript>
			<script type="module" src={asset('src/ui/islands/proof-of-work.ts')}></script>
		</>
	);
};
