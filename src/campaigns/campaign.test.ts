import { expect, test } from 'vitest';
import { campaignMoves, campaignStates, nextMove, takesChildren, takesPlans, type CampaignMove } from './campaign.ts';

test('a campaign goes through its states one by one and never back', () => {
	const walked: string[] = ['draft'];
	for (let move = nextMove('draft'); move; move = nextMove(campaignMoves[move].to)) walked.push(campaignMoves[move].to);
	expect(walked).toEqual([...campaignStates]);
});

test.each(Object.keys(campaignMoves) as CampaignMove[])('%s leads to the next state only', (move) => {
	const { from, to } = campaignMoves[move];
	expect(campaignStates.indexOf(to)).toBe(campaignStates.indexOf(from) + 1);
});

test('local variants are made of an issued campaign that is not over', () => {
	expect(campaignStates.filter(takesChildren)).toEqual(['issued', 'launched', 'running', 'reviewing']);
	expect(campaignStates.filter(takesPlans)).toEqual(['draft', 'issued', 'launched', 'running', 'reviewing']);
});
