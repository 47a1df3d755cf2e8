import type { Child } from 'hono/jsx';
import type { LanguageLinks } from './frame.ts';
import { HtmlPage } from './html-page.tsx';
import { IllustrationBanner } from './illustration-banner.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** One thing and nothing around it: signing in, an error, the first set-up. */
export const PlainPage = (props: {
	title: string;
	body?: string;
	/** Where the name of the body leads; the start page unless said otherwise. */
	home?: string;
	languages?: LanguageLinks;
	illustration?: boolean;
	/** For pages with forms that the islands improve. */
	islands?: boolean;
	children: Child;
}) => (
	<HtmlPage
		title={props.body ? `${props.title} – ${props.body}` : props.title}
		sheet="portal"
		islands={props.islands ?? false}
	>
		{props.illustration && <IllustrationBanner />}
		<header class="portal-head">
			<div class="wrap portal-name">
				<a class="body-name" href={props.home ?? '/'}>
					{props.body ?? 'Vidan'}
				</a>
				{props.languages && <LanguageSwitch languages={props.languages} />}
			</div>
		</header>
		<main id="main" class="wrap plain">
			<h1>{props.title}</h1>
			{props.children}
		</main>
	</HtmlPage>
);
