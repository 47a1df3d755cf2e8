import { bareInserts } from './bare-inserts.ts';
import type { Bed } from './bed.ts';
import { rounded, type Bench, type Line } from './bench.ts';
import { browser, together } from './http.ts';
import { processorTime, type ProcessorTime } from './processor-time.ts';
import { cookieOf, signIn } from './signed-in.ts';
import { spreadOf } from './spread.ts';

const clients = 32;
const seconds = 10;
const aim = 0.3;

/**
 * Members sign at the same time, each once, each signed in. Beside it, in the same run, before and after: as many clients
 * that only insert a row and wait until it is on the disk.
 */
export const submit: Bench = {
	name: 'submit',
	needs: ['issue'],
	async run(bed) {
		const papers = await signers(bed, 40_000);
		const { origin, pid } = await bed.server();
		await sign(origin, papers, 2); // a server that has just started is not what is measured
		const before = await bareInserts(bed, clients, seconds / 2, promise.understanding);
		const used = await processorTime(bed, pid);
		const signed = await sign(origin, papers, seconds);
		const then = await processorTime(bed, pid);
		const each = (what: keyof ProcessorTime) => rounded((then[what] - used[what]) / signed.count);
		const after = await bareInserts(bed, clients, seconds / 2, promise.understanding);
		const bare = (before + after) / 2;
		const share = signed.rate / bare;
		return [
			{
				what: `bare one-row INSERTs, durable, ${clients} clients, before · after`,
				measured: `${rounded(before)} · ${rounded(after)} /s`,
			},
			{ what: `commitments signed over HTTP, durable, ${clients} clients`, measured: `${rounded(signed.rate)} /s` },
			{ what: '— processor time of each: server · PostgreSQL', measured: `${each('server')} · ${each('database')} ms` },
			{ what: '— waited for each: median · p95', measured: `${rounded(signed.median)} · ${rounded(signed.p95)} ms` },
			{ what: 'share of bare INSERTs', measured: rounded(share), aim: `≥ ${aim}`, holds: share >= aim },
		] satisfies Line[];
	},
};

type Paper = { id: string; userName: string };

/** Members who have not signed yet, with an account and a session. */
async function signers(bed: Bed, most: number): Promise<Paper[]> {
	const { rows } = await bed.db.query<Paper>(
		`with asked as (
			select c.id, c.member_id, 'm.' || m.number as user_name, m.full_name from commitment c join member m on m.id = c.member_id
			where c.state = 'notStarted' order by md5(c.id::text) limit $1
		), made as (
			insert into account (user_name, member_id, display_name) select user_name, member_id, full_name from asked on conflict do nothing
		)
		select id, user_name as "userName" from asked`,
		[most],
	);
	await signIn(
		bed,
		rows.map(({ userName }) => userName),
	);
	await bed.db.query('analyze account; analyze session; checkpoint');
	return rows;
}

/** Signs for so many seconds, taking papers off the list. */
async function sign(origin: string, papers: Paper[], forSeconds: number) {
	let current = Array.from({ length: clients }, () => '');
	const browsers = current.map((_, client) => browser(origin, () => cookieOf(current[client]!)));
	const { took, seconds } = await together(clients, forSeconds, async (client) => {
		const paper = papers.pop();
		if (!paper) return false;
		current[client] = paper.userName;
		const { status } = await browsers[client]!.post(`/lam-viec/cam-ket/${paper.id}/viet`, promise);
		if (status !== 303) throw new Error(`a signature was answered with ${status}`);
		return true;
	});
	for (const each of browsers) each.close();
	return { rate: took.length / seconds, ...spreadOf(took) };
}

const promise = {
	do: 'sign',
	understanding: 'Tôi hiểu rõ mục đích, yêu cầu của cuộc vận động và tự nguyện cam kết.',
	area0: 'Đọc kỹ các chỉ thị, ghi chép đầy đủ, trao đổi với đồng đội.',
	area1: 'Chào hỏi, lắng nghe, giải thích rõ, hẹn đúng ngày trả kết quả.',
	area2: 'Giữ đúng giờ giấc, lễ tiết, tác phong; báo cáo kịp thời.',
	work0: 'Trả lời mọi phản ánh của người dân trong ba ngày làm việc',
	by0: '31/12/2026',
};
