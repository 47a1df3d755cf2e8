/** What a chart shows, without saying how: the same value draws the picture and fills the table under it. */
export type Chart = {
	/** `trend`: lines over time. `columns`: few periods compared. `bars`: units compared, names at the left. */
	kind: 'trend' | 'columns' | 'bars';
	categories: string[];
	/** What the categories are: “Tháng”, “Đơn vị”. */
	categoryTitle?: string;
	/** At most six; a gap in the figures is `null`, never zero. */
	series: { name: string; values: (number | null)[] }[];
	/** `percent`: values are whole percent, the axis goes to 100. */
	unit?: 'count' | 'percent';
	target?: { label: string; value: number };
};
