import { expect, test } from 'vitest';
import { missingWords } from './missing-words.ts';
import type { Missing } from './task.ts';

const undecided = (content: string): Missing => ({ kind: 'undecided', parentTaskId: content, content });

test('one superior task that is undecided is named, several are counted, and the rest is still said', () => {
	expect(missingWords([undecided('Học tập')])).toEqual(['Chưa quyết định nhiệm vụ cấp trên giao: “Học tập”.']);
	expect(missingWords([{ kind: 'noPurpose' }, undecided('Học tập'), undecided('Tập huấn')])).toEqual([
		'Còn 2 nhiệm vụ cấp trên giao chưa quyết định.',
		'Chưa ghi mục đích, yêu cầu.',
	]);
});
