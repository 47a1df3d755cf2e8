import { foldWaiting, ensureNow } from '#figures';
import {
	abolitionOfDistricts,
	applyFile,
	checkFile,
	findBearer,
	findRoot,
	importUnits,
	listChildren,
	mergerOfProvinces,
	readDocumentFile,
	readPlaces,
	reorganisationSheet,
	unitsOf2016,
	unitSheet,
	type NationalDocument,
} from '#organisation';
import { publishTables } from '#feedback';
import { sequence } from '#ledger';
import { importMembers } from '#people';
import { fileFromText, work, type Call, type Caller, type House } from '#platform';
import { changeInstallation, markInstallation, publishSnapshots } from '#portal';
import { addDays, m } from '#words';
import {
	departmentCode,
	departments,
	departmentsOf2016,
	nameOfBody,
	phuTho,
	vinhPhuc,
	withDepartments,
} from './bodies.ts';
import { measure, showAllUnits } from './demonstration.store.ts';
import { openDesks } from './feedback-cast.ts';
import { inventMembers, membersFile, postedToCommunes } from './people.ts';
import { hashOnce, keepOneHead, openAccounts } from './sign-ins.ts';
import { operating } from './stage.ts';
import { live2017 } from './story-2017.ts';
import type { Places } from './feedback-acts.ts';
import { liveFeedback } from './story-feedback.ts';
import { begin2025, continue2025 } from './story-2025.ts';

/** Whoever did what the command line would do: an invented administrator, named as one in the history of documents. */
const caller: Caller = { kind: 'operator', name: 'Quản trị viên Nguyễn Minh Họa (minh họa)' };

/**
 * Ten years of an invented body at real places, lived through the real use cases on the days when they would have been
 * used. One transaction: a start that is killed in the middle finds an empty house the next time.
 */
export async function loadDemonstration(house: House, report: (line: string) => void): Promise<void> {
	const passwordHash = await hashOnce();
	const places = await readPlaces();
	await work(house, caller, async (call) => {
		const present = call.today;
		const step = async <T>(words: string, act: () => Promise<T>): Promise<T> => {
			report(words);
			return act();
		};
		await step(m.demonstration_tree(), async () => {
			await bringIn(call, unitsOf2016(places, nameOfBody));
			await bringIn(call, departmentsOf2016());
			const root = (await findRoot(call))!;
			await changeInstallation(call, aboutTheBody);
			await markInstallation(call, { rootUnitId: root.id, illustration: true, setUpAt: call.now });
		});
		const members = inventMembers(places);
		const cast = await step(m.demonstration_people(), async () => {
			await operating(call, '2016-01-04', (call) =>
				importMembers(call, textFile('members', membersFile(members)), '2016-01-01'),
			);
			await measure(call);
			return operating(call, '2016-12-01', async (call) => openAccounts(call, passwordHash, await wholeUnits(call)));
		});
		await step(m.demonstration_2017(), () => live2017(call, cast));
		const campaign = await step(m.demonstration_2025(), () => begin2025(call, cast));
		await step(m.demonstration_reorganisations(), async () => {
			await reorganise(call, abolitionOfDistricts(places), '2025-02-24');
			const moved = membersFile(postedToCommunes(members, places));
			await operating(call, '2025-03-03', (call) => importMembers(call, textFile('postings', moved), '2025-03-01'));
			await reorganise(call, withDepartments(mergerOfProvinces(places, nameOfBody)), '2025-06-24');
			await measure(call);
		});
		await showAllUnits(call);
		const heads = await operating(call, '2025-07-02', keepOneHead);
		await step(m.demonstration_today(), () => continue2025(call, cast, heads, campaign, present));
		await step(m.demonstration_feedback(), async () => {
			const desks = await operating(call, '2025-07-03', (call) => openDesks(call, cast, passwordHash));
			await liveFeedback(call, desks, await placesUnder(call, desks.province, heads), addDays(present, -1));
		});
	});
	report(m.demonstration_figures());
	await foldWaiting(house, caller, () => {});
	await ensureNow(house, caller);
	await work(house, caller, publishSnapshots);
	await sequence(house);
	await work(house, caller, publishTables);
}

/** What people speak about: the communes and the departments of the province, but for the one whose inspector handles it. */
async function placesUnder(call: Call, province: number, heads: ReadonlyMap<number, string>): Promise<Places> {
	const children = await listChildren(call, province, call.today);
	const isDepartment = ({ code }: { code: string }) => code.includes('-');
	return {
		communes: children.filter((unit) => !isDepartment(unit) && heads.has(unit.id)).map(({ id }) => id),
		departments: children.filter((unit) => isDepartment(unit) && !unit.code.endsWith('P04')).map(({ id }) => id),
		heads,
	};
}

/** Where everybody writes the own paper: the departments, and the communes that become the ward of the sign-ins. */
async function wholeUnits(call: Call): Promise<Set<number>> {
	const shown = [vinhPhuc, phuTho].flatMap((province) =>
		departments.map(([number]) => departmentCode(province, number)),
	);
	const units = await Promise.all(
		[...shown, 'VN', '08707', '08713', '08722', '08731'].map((code) => findBearer(call, code, call.today)),
	);
	return new Set(units.flatMap((unit) => (unit ? [unit.id] : [])));
}

const textFile = (name: string, text: string) => fileFromText(text, `${name}.csv`);

async function bringIn(call: Call, document: NationalDocument): Promise<void> {
	const file = await readDocumentFile(textFile('units', document.csv), unitSheet);
	await operating(call, document.on, (call) => importUnits(call, document.on, file));
}

async function reorganise(call: Call, document: NationalDocument, day: string): Promise<void> {
	const about = { on: document.on, decisionNo: document.decision };
	const file = await readDocumentFile(textFile('reorganisation', document.csv), reorganisationSheet);
	await operating(call, day, async (call) => {
		await checkFile(call, about, file);
		await applyFile(call, { ...about, fileSha256: file.sha256 });
	});
}

const aboutTheBody = {
	bodyVi: 'Cơ quan minh họa trung ương',
	bodyEn: 'Illustrative Central Body',
	superiorVi: '',
	superiorEn: '',
	addressVi: 'Địa chỉ minh họa, Hà Nội',
	addressEn: 'Illustrative address, Ha Noi',
	phone: '0000 000 000',
	email: 'minhhoa@example.org',
	officerVi: 'Cán bộ đầu mối (minh họa)',
	officerEn: 'Focal officer (illustration)',
};
