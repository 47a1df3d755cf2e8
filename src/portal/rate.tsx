import { formatDate, m } from '#words';
import type { PublicCampaign } from './public-campaign.ts';

/** The rate of commitments signed, as a bar and a sentence; nothing where there is no public rate. */
export const CommitmentRate = ({ campaign: { percent, percentAt } }: { campaign: PublicCampaign }) =>
	percent === null ? null : (
		<div class="public-rate">
			<p>
				<strong>{percent}%</strong> {m.portal_rate_of()}
			</p>
			<progress value={percent} max={100} aria-label={m.portal_rate()}>
				{percent}%
			</progress>
			<p class="meta">
				{m.portal_rate_since({ date: formatDate(percentAt) })}. {m.portal_rate_how()}
			</p>
		</div>
	);
