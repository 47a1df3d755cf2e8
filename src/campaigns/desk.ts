import type { Desk } from '#platform';
import { campaignPages } from './desk/campaign-page.tsx';
import { cascading } from './desk/cascading.tsx';
import { completing } from './desk/completing.tsx';
import { creating } from './desk/creating.tsx';
import { forking } from './desk/forking.tsx';
import { amending } from './desk/amending.tsx';
import { listing } from './desk/listing.tsx';
import { measuring } from './desk/measuring.tsx';
import { moving } from './desk/moving.tsx';
import { planPages } from './desk/plan-page.tsx';
import { planText } from './desk/plan-text.tsx';
import { printing } from './desk/printing.tsx';
import { proposing } from './desk/proposing.tsx';
import { signing } from './desk/signing.tsx';
import { submitting } from './desk/submitting.tsx';
import { taskEditing } from './desk/task-editing.tsx';

/** The room in the workspace. Fixed addresses come before those with a name in them. */
export const campaignsDesk = (desk: Desk): void => {
	for (const routes of [listing, creating, moving, measuring, campaignPages]) routes(desk);
	for (const routes of [planText, taskEditing, forking, submitting, signing, cascading]) routes(desk);
	for (const routes of [amending, proposing, completing, printing, planPages]) routes(desk);
};
