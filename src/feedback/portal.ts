import type { Portal } from '#platform';
import { filingDialogue } from './portal/filing/filing-dialogue.tsx';
import { followDialogue } from './portal/following/follow-dialogue.tsx';
import { leave } from './portal/leaving.tsx';
import { filePath, followPath, leavePath } from './portal/paths.ts';

/** The face of those who speak: filing, following, and the way out. No account, no cookie, no JavaScript needed. */
export const feedbackPortal = (portal: Portal): void => {
	portal.dialogue(filePath, filingDialogue);
	portal.dialogue(followPath, followDialogue);
	portal.answer(leavePath, async () => leave());
};
