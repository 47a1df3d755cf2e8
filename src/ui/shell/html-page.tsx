import { currentLocale } from '#words';
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { asset } from '../assets.ts';

/** The frame of every page: language, title, one style sheet, and the islands where there are any. */
export const HtmlPage = (props: {
	title: string;
	sheet: 'portal' | 'workspace';
	description?: string;
	islands?: boolean;
	/** Reads in the fonts of the reader alone. */
	light?: boolean;
	children: Child;
}) => (
	<>
		{raw('<!doctype html>')}
		<html lang={currentLocale()}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>{props.title}</title>
				{props.description && <meta name="description" content={props.description} />}
				<meta name="theme-color" content="#8e1b1b" />
				<link rel="icon" type="image/svg+xml" href={asset('src/ui/mark.svg')} />
				<link rel="stylesheet" href={asset(`src/ui/styles/${props.sheet}.css`)} />
				{props.islands && <script type="module" src={asset('src/ui/islands/islands.ts')}></script>}
			</head>
			<body class={props.light ? `${props.sheet} light` : props.sheet}>{props.children}</body>
		</html>
	</>
);
