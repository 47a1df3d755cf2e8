/**
 * 1,024 syllables that anybody who speaks Vietnamese can read out and write down, distinct without marks: sixteen beginnings and
 * sixty-four endings, ten bits each. Eight of them carry the eighty bits of a receipt, with no list to keep.
 */
const beginnings = ['b', 'c', 'd', 'g', 'h', 'l', 'm', 'n', 'ng', 'nh', 'ph', 's', 't', 'th', 'tr', 'v'] as const;
const endings = (
	'a ac ai am an ang anh ao ap at au ay e em en eo et eu i ia ich im in inh ip it iu iem ien ieng iet ieu ' +
	'o oa oan oang oc oi om on ong op ot u ua uan uc ui um un ung uoc uoi uom uon uong uot uu uy uyen uyet ut up ech'
).split(' ');

/** @param bits ten bits, 0 … 1,023 */
export function syllable(bits: number): string {
	const [beginning, ending] = [beginnings[bits >> 6]!, endings[bits & 63]!];
	return spelled(beginning, ending);
}

/** c, g and ng are written k, gh and ngh before e and i. */
function spelled(beginning: string, ending: string): string {
	if (!/^[ei]/.test(ending)) return beginning + ending;
	return (beginning === 'c' ? 'k' : beginning === 'g' ? 'gh' : beginning === 'ng' ? 'ngh' : beginning) + ending;
}

/** The ten bits of a syllable, or `undefined` when it is none. Marks and capitals play no part. */
export const bitsOf = (typed: string): number | undefined => places.get(typed);

const places = new Map(Array.from({ length: 1024 }, (_, bits) => [syllable(bits), bits]));
