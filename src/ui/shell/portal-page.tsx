import { formatDate, m } from '#words';
import type { Child } from 'hono/jsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { currentAmong, type Link, type PortalFrame } from './frame.ts';
import { HtmlPage } from './html-page.tsx';
import { IllustrationBanner } from './illustration-banner.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { SearchForm } from './search-form.tsx';

/** A public page. Without JavaScript, without a cookie, the same for everybody, so that it can be stored. */
export const PortalPage = (props: {
	frame: PortalFrame;
	/** The main heading and, with the name of the body, the title of the window. */
	title: string;
	/** `false` for a page that writes its own `h1`, such as the home page. */
	heading?: false;
	/** One sentence under the title, also given to search engines. */
	lead?: string;
	crumbs?: Link[];
	/** Day or instant of the last change, shown in the foot. */
	changedOn?: string | Date;
	/** For a poor line: no font of ours is loaded. */
	alone?: boolean;
	children: Child;
}) => (
	<HtmlPage
		title={windowTitle(props.title, props.frame.body)}
		sheet="portal"
		description={props.lead}
		light={props.alone ?? false}
	>
		<a class="skip" href="#main">
			{m.ui_skip()}
		</a>
		{props.frame.illustration && <IllustrationBanner />}
		<PortalHeader frame={props.frame} />
		<main id="main" class="wrap">
			{props.crumbs && <Breadcrumb crumbs={[{ href: props.frame.home ?? '/', label: m.ui_home() }, ...props.crumbs]} />}
			{props.heading !== false && <h1>{props.title}</h1>}
			{props.heading !== false && props.lead && <p class="lead">{props.lead}</p>}
			{props.children}
		</main>
		<PortalFooter frame={props.frame} changedOn={props.changedOn} />
	</HtmlPage>
);

const windowTitle = (title: string, body: string) => (title === body ? body : `${title} – ${body}`);

const PortalHeader = ({ frame }: { frame: PortalFrame }) => (
	<header class="portal-head">
		<div class="wrap portal-name">
			<a class="body-name" href={frame.home ?? '/'}>
				{frame.superior && <small>{frame.superior}</small>}
				{frame.body}
			</a>
			{frame.search && <SearchForm action={frame.search} />}
			{frame.languages && <LanguageSwitch languages={frame.languages} />}
		</div>
		{frame.sections.length > 0 && (
			<nav class="wrap sections" aria-label={m.ui_sections()}>
				<ul>
					{frame.sections.map(({ href, label }) => (
						<li>
							<a href={href} aria-current={currentAmong(frame.sections, frame.path)(href)}>
								{label}
							</a>
						</li>
					))}
				</ul>
			</nav>
		)}
	</header>
);

const PortalFooter = ({ frame, changedOn }: { frame: PortalFrame; changedOn?: string | Date }) => (
	<footer class="portal-foot">
		<div class="wrap">
			<p class="body-name">{frame.body}</p>
			{frame.contact && (
				<address>
					{frame.contact.address && <span>{frame.contact.address}</span>}
					{frame.contact.phone && (
						<span>
							{m.ui_phone()}: <a href={`tel:${frame.contact.phone.replace(/\s/g, '')}`}>{frame.contact.phone}</a>
						</span>
					)}
					{frame.contact.email && (
						<span>
							{m.ui_email()}: <a href={`mailto:${frame.contact.email}`}>{frame.contact.email}</a>
						</span>
					)}
				</address>
			)}
			{frame.foot && (
				<ul class="foot-links">
					{frame.foot.map(({ href, label }) => (
						<li>
							<a href={href}>{label}</a>
						</li>
					))}
				</ul>
			)}
			{changedOn && <p class="changed">{m.ui_changedOn({ date: formatDate(changedOn) })}</p>}
		</div>
	</footer>
);
