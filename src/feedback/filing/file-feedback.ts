import { randomUUID } from 'node:crypto';
import { promiseOf } from '#ledger';
import { Conflict, transact, type Call } from '#platform';
import { m } from '#words';
import { basisOf } from '../clock/calendar-ends.ts';
import { dueOnReceipt, lookDueAt } from '../clock/clock.ts';
import { clockBy } from '../clock/clock.store.ts';
import { logStep, naming } from '../advance.ts';
import { isSealed, roundedInstant, roundedUp, type Channel, type Kind, type Topic } from '../feedback.ts';
import { findGround, findSendersGround, insertFiling } from './filing.store.ts';
import { receiptFor, saidHash, type Receipt } from '../receipt/receipt.ts';
import { newCaseKey, seal, wrap, type CaseKey } from '../seal/case-key.ts';
import { findCustody } from '../seal/custody.store.ts';
import { sealForCustody } from '../seal/custody.ts';
import { sha256Of, type Kept } from '../texts.store.ts';

/** What somebody brings. */
export type Filing = {
	/** Random key of the form, made when it was opened: the same one again is the same filing. */
	key: string;
	kind: Kind;
	topic: Topic | null;
	/** About somebody's conduct; complaints and denunciations always are. */
	accuses: boolean;
	unitId: number | null;
	/** `false`: `unitId` is the unit of the place, the unit concerned is not known. */
	unitKnown: boolean;
	happenedOn: string | null;
	fromOrganisation: boolean;
	wantsPublication: boolean;
	channel: Channel;
	/** Without a proof of work: it waits for its turn to be given to a desk. */
	held?: boolean;
	splitFrom?: string;
	/** What it says. `matter` always; the others when they were given; `entry`: a note of the desk that entered it. */
	texts: Partial<
		Record<'matter' | 'officer' | 'place' | 'when' | 'contact' | 'name' | 'organisation' | 'entry', string>
	> & {
		matter: string;
	};
	/** The files of its form, by their ids. */
	files?: readonly string[];
};

/** What the sender is told, once: the receipt is not kept. */
export type Filed = Receipt & {
	id: string;
	reference: string;
	dueOn: string;
	/** Why that day: the law, in the version in force. */
	basis: string;
	/** The signed promise that the log will hold it. */
	promise: string;
	/** It had been taken in before; nothing was done again. */
	again: boolean;
	/** It had been, and said something else: what is said now is not in it. */
	older: boolean;
};

/** Who speaks is sealed for the custodians, whatever the kind; of sealed kinds also what is said. */
const identity = new Set(['contact', 'name', 'organisation']);

/**
 * Takes a matter in: sealed or encrypted before it reaches the database, its clock started, its first leaf promised. The same form
 * sent again gives the same answer, and with other words says so.
 *
 * @throws {Conflict} for a sealed kind before there is an oversight body, and for a contact that nobody could seal
 */
export const fileFeedback = (call: Call, filing: Filing): Promise<Filed> =>
	transact(call, async (call) => {
		const { hash, ...told } = receiptFor(call.house.secrets, filing.key);
		const said = saidHash(call.house.secrets, filing.key, saidIn(filing));
		const { before, rules, body } = mayFileAgain(call)
			? await findSendersGround(call, filing.kind, filing.unitId, hash)
			: await findGround(call, filing.kind, filing.unitId);
		if (before) {
			const { saidHash: saidBefore, calendarTo, ...filed } = before;
			const basis = basisOf(filed.basis, { toYear: calendarTo }, filed.dueOn);
			return { ...told, ...filed, basis, again: true, older: saidBefore !== said };
		}
		const clock = await clockBy(call, rules);
		const sealed = isSealed(filing.kind);
		const receivedAt = roundedInstant(call.now, sealed);
		const matter = {
			id: randomUUID(),
			logId: randomUUID(),
			reference: told.reference,
			// Never the key itself: with the keys of the house the receipt would follow from it.
			filingKey: hash.toString('hex', 0, 16),
			kind: filing.kind,
			topic: filing.topic,
			channel: filing.channel,
			fromOrganisation: filing.fromOrganisation,
			accuses: filing.accuses || sealed,
			unitId: filing.unitId,
			unitKnown: filing.unitKnown,
			happenedOn: filing.happenedOn,
			receivedAt,
			receivedOn: call.today,
			profileId: clock.profile.id,
			calendarVersion: clock.calendar.version,
			lookDueAt: lookDueAt(clock, roundedUp(call.now, sealed)),
			dueOn: dueOnReceipt(clock, call.today),
			wantsPublication: filing.wantsPublication && !sealed,
			held: filing.held ?? false,
			splitFrom: filing.splitFrom ?? null,
		};
		const key = newCaseKey();
		const texts = await encrypted(call, filing, matter.id, key);
		const detail = { channel: filing.channel, ...naming(texts) };
		const promise = promiseOf(
			call,
			await logStep(
				call,
				{ ...matter, sealed, state: 'received', step: 1, handlingUnitId: null },
				'received',
				detail,
				body,
			),
		);
		const wrapped = wrap(call.house.secrets, matter.id, key);
		// False when the same form arrives twice at the same moment: the other one answers when this one is sent again.
		if (!(await insertFiling(call, { ...matter, promise, detail, saidHash: said }, hash, wrapped, texts)))
			throw new Conflict(() => m.feedback_conflict_meanwhile());
		return {
			...told,
			id: matter.id,
			dueOn: matter.dueOn,
			basis: basisOf(clock.profile.basis, clock.calendar, matter.dueOn),
			promise,
			again: false,
			older: false,
		};
	});

/** What its sender says, in the order of the names. */
function saidIn({ texts, files = [], ...filing }: Filing): unknown[] {
	const { key: _, held: __, ...said } = filing;
	return [...Object.entries(said).toSorted(byName), ...Object.entries(texts).toSorted(byName), ...files];
}
const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** Staff are kept from doing a thing twice by the key of their form; a sender has nothing but the receipt. */
const mayFileAgain = (call: Call): boolean => call.caller.kind === 'public' || call.caller.kind === 'operator';

type Text = Kept & { part: string; custody: boolean; body: string };

async function encrypted(call: Call, filing: Filing, id: string, key: CaseKey): Promise<Text[]> {
	const written = Object.entries(filing.texts).filter(([, text]) => text);
	const forCustody = (part: string) => isSealed(filing.kind) || identity.has(part);
	const custody = written.some(([part]) => forCustody(part)) ? await findCustody(call) : undefined;
	if (isSealed(filing.kind) && !custody?.takesSealed) throw new Conflict(() => m.feedback_conflict_notSealing());
	if (custody?.recipients.length === 0) throw new Conflict(() => m.feedback_conflict_noCustodian());
	return Promise.all(
		written.map(async ([part, text]) => {
			const body = forCustody(part)
				? await sealForCustody(custody!.recipients, text)
				: seal(key, text, `${id}/${part}`);
			return {
				id: randomUUID(),
				sha256: sha256Of(body),
				part,
				custody: forCustody(part),
				body: body.toString('base64'),
			};
		}),
	);
}
