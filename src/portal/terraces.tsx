/**
 * Terraced fields under a low sun: our own drawing, seven lines and a disc. It stands for nothing; where a body has a
 * picture of its own, that belongs here instead.
 */
export const Terraces = () => (
	<svg class="terraces" viewBox="0 0 480 360" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
		<circle cx="338" cy="112" r="46" fill="#b8872b" />
		{layers.map(({ path, fill }) => (
			<path d={path} fill={fill} />
		))}
		<g fill="none" stroke="#fff" stroke-width="1.5">
			{layers.slice(1).map(({ path }) => (
				<path d={path} />
			))}
		</g>
	</svg>
);

/** From the far ridge to the near field, from rice paper to lacquer. */
const layers = [
	{ fill: '#e7dfd0', path: 'M0 150C70 96 130 100 190 138S320 190 480 118V360H0Z' },
	{ fill: '#dcc9a4', path: 'M0 196C90 150 150 158 228 186S380 214 480 168V360H0Z' },
	{ fill: '#c9a25c', path: 'M0 226C100 196 176 198 256 216S400 236 480 206V360H0Z' },
	{ fill: '#b4703b', path: 'M0 254C110 234 190 232 278 244S410 258 480 240V360H0Z' },
	{ fill: '#a04527', path: 'M0 282C118 268 204 264 296 272S418 282 480 272V360H0Z' },
	{ fill: '#8e1b1b', path: 'M0 310C126 302 214 296 308 300S424 306 480 302V360H0Z' },
	{ fill: '#6f1414', path: 'M0 336C132 332 226 326 320 328S430 330 480 329V360H0Z' },
];
