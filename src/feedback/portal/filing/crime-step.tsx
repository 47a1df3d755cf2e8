import { m } from '#words';
import { Facts, Notice } from '#ui';
import type { Step } from './step.ts';

/** Where a crime is reported. Nothing of it is stored here; the way back leads to what else it may be. */
export const crimeStep: Step = {
	name: 'subject',
	title: () => m.feedback_file_crime_title(),
	filled: () => ({}),
	fields: () => <Numbers />,
	take: (_, draft) => ({ draft }),
	go: () => false,
};

const Numbers = () => (
	<>
		<Notice kind="warning" title={m.feedback_file_crime_notHere()} />
		<Facts
			rows={[
				[m.feedback_file_crime_police(), <strong>113</strong>],
				[m.feedback_file_crime_fire(), <strong>114</strong>],
				[m.feedback_file_crime_medical(), <strong>115</strong>],
				[m.feedback_file_crime_child(), <strong>111</strong>],
				[m.feedback_file_crime_procuracy(), m.feedback_file_crime_procuracy_detail()],
				[m.feedback_file_crime_anywhere(), m.feedback_file_crime_anywhere_detail()],
			]}
		/>
		<p>{m.feedback_file_crime_byOfficer()}</p>
	</>
);
