import { chained, publishShard, type Files } from '../../testing.ts';

/** What a log could sign although no log may: leaves left out, doubled, in another order, or not of their form. */
const leafFaults: [name: string, from: string | RegExp, to: string][] = [
	['another version', '"v":1', '"v":2'],
	['a version with a point', '"v":1', '"v":1.0'],
	['a version that is true', '"v":1', '"v":true'],
	['an exact time', ':00:00Z', ':30:00Z'],
	['an hour for a sealed leaf', /"at":"([-\d]+)"/, '"at":"$1T05:00:00Z"'],
	['a day for an open leaf', /T\d\d:00:00Z/, ''],
	['a place of its own', '"seq":1', '"seq":7'],
	['no place', '"seq":1', '"seq":0'],
	['a place as a text', '"seq":1', '"seq":"1"'],
	['a space', '{', '{ '],
	['a part too much', '{', '{"a":null,'],
	['a part too few', /"due":[^,]+,/, ''],
	['a part twice', '"v":1', '"v":1,"v":1'],
	['a body of two words', '"body":null', '"body":"hai từ"'],
	['a body of other letters', '"body":null', '"body":"Đội_3.a"'],
	['a body that is a number', '"body":null', '"body":3'],
	['a name for a class', '"class":"opinion"', '"class":"Opinion"'],
	['no class', '"class":"opinion"', '"class":null'],
	['a letter written as its number', '"class":"o', String.raw`"class":"\u006f`],
	['a due date that is none', '"due":null', '"due":"2026-2-1"'],
	['a profile for a sealed leaf', /"class":"sealed"(.*)"profile":null/, '"class":"sealed"$1"profile":"a"'],
	['the name of what happened in a sealed leaf', /("class":"sealed".*"event":)"received"/, '$1"accusedAsked"'],
	['an open class for a sealed leaf', '"class":"sealed"', '"class":"opinion"'],
	['a commitment that is no hash', /"commitment":"./, '"commitment":"='],
	['a subject with a mark', '"subject":"case', '"subject":"çase'],
	['a short subject', /"subject":"[^"]+"/, '"subject":"short"'],
	['a public text', '"public":{"period":"2026-03"', '"public":{"period":"tháng ba"'],
	['a public list', /"public":\{[^}]*\}/, '"public":[]'],
	['a public part of a number', '"received":1', '"received":1.5'],
	['a time on no day', /"at":"2026-03-10T/, '"at":"2026-99-99T'],
	['a leap day of a year without one', /"at":"2026-03-10T/, '"at":"2026-02-29T'],
	['an hour that no day has', /T05:00:00Z/, 'T29:00:00Z'],
	['a sealed leaf of no day', '"at":"2026-03-10"', '"at":"2026-13-01"'],
	['a due date on no day', '"due":"2026-03-20"', '"due":"2026-99-99"'],
	['a year before reckoning', '"due":"2026-03-20"', '"due":"0000-01-01"'],
	['figures of a day that is a number', '"day":"2026-06-30"', '"day":5'],
	['figures of no day', '"day":"2026-06-30"', '"day":null'],
	['figures of a count that is a text', '"counted":5', '"counted":"5"'],
	['figures of fewer than no leaves', '"counted":5', '"counted":-1'],
	['figures of an unsaid count', '"counted":5,', ''],
	['figures of no month', '"period":"2026-03"', '"period":null'],
	['a figure that is missing', '"overdue":0,', ''],
	['a count of what was guided that is missing', '"guided":0,', ''],
	['a figure that is a text', '"received":1', '"received":"1"'],
	['a figure below nothing', '"received":1', '"received":-1'],
	['figures of no body', /"body":"H26"(.*"class":"statistics")/, '"body":null$1'],
	['brackets and nothing else', /^.*$/, '['.repeat(1024)],
	['no object', /^.*$/, '[]'],
	['nothing', /^.*$/, ''],
	['null', /^.*$/, 'null'],
];

/** Rightly signed logs, each with one fault; by the name of the fault. */
export function faultyLogs(): Map<string, Files> {
	const logs = new Map<string, Files>();
	const sign = (name: string, leaves: readonly Buffer[]) => {
		const files: Files = new Map();
		publishShard(files, 'example.vn/log/2026', Buffer.alloc(32, 9), leaves);
		logs.set(name, files);
	};
	const leaves = chained([
		{ subject: 'case-0004' },
		{ subject: 'case-0001', due: '2026-03-20' },
		{ subject: 'case-0002', class: 'sealed', at: '2026-03-10' },
		{ subject: 'case-0003', body: 'H26' },
		{ subject: 'case-0001', event: 'answered' },
		{ subject: 'case-0003', event: 'answered', body: 'H26' },
		figures(1),
	]);
	for (const [name, from, to] of leafFaults) {
		const at = leaves.findIndex((leaf) => leaf.toString().replace(from, to) !== leaf.toString());
		if (at >= 0) sign(name, leaves.with(at, Buffer.from(leaves[at]!.toString().replace(from, to))));
	}
	sign('nothing wrong', leaves);
	const received = chained(['case-0003', 'case-0005'].map((subject) => ({ subject, body: 'H26' })));
	sign('figures that count a leaf that cannot be read', [Buffer.from('{}'), ...received, ...chained([figures(1, 2)])]);
	for (const [part, other] of [
		[/"formerSize":7/, '"formerSize":"7"'],
		[/"formerRoot":"[^"]+"/, '"formerRoot":null'],
		[/"formerOrigin":"[^"]+"/, '"formerOrigin":null'],
	] as const)
		logs.set(`a shard after ${other}`, nextYear(leaves, part, other));
	sign('a leaf left out', leaves.toSpliced(1, 1));
	sign('a leaf twice', leaves.toSpliced(2, 0, leaves[1]!));
	sign('leaves in another order', leaves.with(1, leaves[4]!).with(4, leaves[1]!));
	sign('false figures', chained([{ subject: 'case-0003', body: 'H26' }, figures(2)]));
	return logs.set('a forged head', forged(leaves));
}

/** A shard whose first leaf does not rightly name the one before. */
function nextYear(leaves: readonly Buffer[], part: RegExp, other: string): Files {
	const files: Files = new Map();
	const key = Buffer.alloc(32, 9);
	const { origin, size, root } = publishShard(files, 'example.vn/log/2026', key, leaves);
	const former = { formerOrigin: origin, formerSize: size, formerRoot: root.toString('base64') };
	const [first] = chained([{ class: 'shard', event: 'opened', subject: 'shard-2027', public: former }]);
	publishShard(files, 'example.vn/log/2027', key, [Buffer.from(first!.toString().replace(part, other))]);
	return files;
}

const figures = (received: number, counted = 5) => ({
	class: 'statistics',
	event: 'published',
	subject: 'figures-1',
	body: 'H26',
	public: {
		period: '2026-03',
		day: '2026-06-30',
		counted,
		received,
		answered: null,
		onTime: null,
		overdue: 0,
		guided: 0,
	},
});

/** A whole other log, all its tiles too, under the signature of the first. */
function forged(leaves: readonly Buffer[]): Files {
	const [files, other]: [Files, Files] = [new Map(), new Map()];
	publishShard(files, 'example.vn/log/2026', Buffer.alloc(32, 9), leaves);
	publishShard(other, 'example.vn/log/2026', Buffer.alloc(32, 9), chained([{ subject: 'other-0001' }]));
	const signature = files.get('checkpoint')!.toString().split('\n\n')[1]!;
	const head = other.get('checkpoint')!.toString().split('\n\n')[0]!;
	return other.set('checkpoint', Buffer.from(`${head}\n\n${signature}`));
}
