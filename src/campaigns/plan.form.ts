import { z } from 'zod';
import { m } from '#words';
import { day, id, ids, lines, needed, neededDay, number, text } from './fields.ts';
import { decisions } from './task.ts';

export const planTextForm = z.object({
	slogan: text(300).default(''),
	purpose: text(20_000).default(''),
	legalGrounds: lines(),
	organisation: text(20_000).default(''),
	dueOn: day(),
});

const local = { leadUnitId: id(), coordinating: ids(), startsOn: day(), dueOn: day(), target: number() };

export const taskForm = z.object({
	...local,
	measureId: id(),
	content: needed(4_000, m.campaigns_task_content_missing, m.campaigns_task_content_long),
	product: text(500, m.campaigns_task_product_long).default(''),
	metricKey: z
		.string()
		.default('')
		.transform((key) => key || null),
});

/** What an amendment says beside the task itself. */
export const amendForm = taskForm.extend({
	reason: needed(1_000, m.campaigns_amend_reason_missing),
	withdrawn: z
		.string()
		.optional()
		.transform((ticked) => ticked === 'yes'),
});

export const decideForm = z.object({
	...local,
	decision: z.enum(decisions, { error: () => m.campaigns_decide_decision_missing() }),
	content: text(4_000, m.campaigns_task_content_long).default(''),
	product: text(500, m.campaigns_task_product_long).default(''),
	reason: text(1_000).default(''),
});

export const returnForm = z.object({ reason: needed(2_000, m.campaigns_return_reason_missing) });

export const signForm = z.object({
	number: z
		.string()
		.trim()
		.regex(/^0*[1-9]\d{0,5}$/, { error: () => m.campaigns_sign_number_missing() })
		.transform(Number),
	symbol: needed(60, m.campaigns_sign_symbol_missing),
	signedOn: neededDay(),
	signerName: text(200).default(''),
	signerPosition: needed(200, m.campaigns_sign_position_missing),
	numberAgain: z
		.string()
		.optional()
		.transform((ticked) => ticked === 'yes'),
});

export const cascadeForm = z
	.object({
		on: neededDay(),
		dueOn: day(),
		who: z.enum(['all', 'kinds', 'codes']),
		kinds: z.array(z.string()).default([]),
		codes: z.array(z.string()).default([]),
	})
	.transform(({ on, dueOn, who, kinds, codes }, about) => {
		const chosen = who === 'kinds' ? { kinds } : who === 'codes' ? { codes } : {};
		if (Object.values(chosen).some((list) => list.length === 0)) {
			about.issues.push({ code: 'custom', path: ['who'], message: m.campaigns_plan_cascade_none(), input: who });
		}
		return { on, dueOn, filter: chosen };
	});

export const completionForm = z.object({ doneOn: neededDay(), note: text(1_000).default('') });

export const proposalForm = z.object({
	answer: z.enum(['accepted', 'kept']),
	reason: text(1_000).default(''),
});
