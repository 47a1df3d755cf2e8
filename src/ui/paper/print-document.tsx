import { currentLocale, m } from '#words';
import type { Child } from 'hono/jsx';
import { HtmlPage } from '../shell/html-page.tsx';
import { IllustrationBanner } from '../shell/illustration-banner.tsx';
import { Signatures, type Signature } from './signatures.tsx';

/**
 * A document on A4 as Decree 30/2020/NĐ-CP, appendix I, lays it out: national name and motto, issuing body, number and symbol,
 * place and date, kind, subject, text, signatures, recipients. On the screen it is a sheet of paper; printed it is nothing else.
 */
export const PrintDocument = (props: {
	/** Superior and issuing body, in capitals on the paper. */
	superior?: string;
	issuer: string;
	/** “12/KH-CAT-PX03”; left open on a draft. */
	symbol?: string;
	place?: string;
	/** ISO day. */
	date?: string;
	/** “Kế hoạch”, “Bản giao ước thi đua”. */
	kind: string;
	subject?: string;
	children: Child;
	signatures: Signature[];
	recipients?: string[];
	/** Where the reader came from. */
	back: string;
	illustration?: boolean;
}) => (
	<HtmlPage title={[props.kind, props.symbol, props.subject].filter(Boolean).join(' – ')} sheet="workspace">
		<nav class="paper-tools" aria-label={m.ui_paper_tools()}>
			<a class="btn btn-ghost" href={props.back}>
				{m.ui_back()}
			</a>
			<p class="muted">{m.ui_paper_print()}</p>
		</nav>
		<main id="main" class="paper">
			{props.illustration && <IllustrationBanner />}
			<header class="paper-head">
				<div class="paper-body">
					{props.superior && <p class="paper-superior">{props.superior}</p>}
					<p class="paper-issuer">{props.issuer}</p>
				</div>
				<div class="paper-state">
					<p class="paper-nation">{m.ui_paper_nation()}</p>
					<p class="paper-motto">{m.ui_paper_motto()}</p>
				</div>
				<p class="paper-number">
					{m.ui_paper_number()} {props.symbol ?? <span class="paper-blank"></span>}
				</p>
				<p class="paper-date">{placeAndDate(props.place, props.date)}</p>
			</header>
			<h1 class="paper-kind">{props.kind}</h1>
			{props.subject && <p class="paper-subject">{props.subject}</p>}
			<div class="paper-text">{props.children}</div>
			<Signatures signatures={props.signatures} recipients={props.recipients} />
		</main>
	</HtmlPage>
);

/** Days 1–9 and months 1 and 2 have a leading zero, the other months none (appendix I, part 4). */
const placeAndDate = (place = '…………', date?: string): string => {
	const [year = '……', month = '……', day = '……'] = date?.split('-') ?? [];
	const writtenMonth = currentLocale() === 'vi' && Number(month) > 2 ? String(Number(month)) : month;
	return m.ui_paper_placeDate({ place, day, month: writtenMonth, year });
};
