/**
 * Which links of the portal a browser may fetch before they are pressed; served as `application/speculationrules+json` and
 * named by the header `Speculation-Rules`, because the content policy allows no script in the page. Never the workspace: reading a
 * page there may be counted or logged as reading.
 */
export const speculationRules = {
	prefetch: [
		{
			where: {
				and: [
					{ href_matches: '/*' },
					// What is written or asked there is nobody's business, and every page there is made for one reader.
					{ not: { href_matches: ['/gop-y*', '/tra-cuu*', '/en/gop-y*', '/en/tra-cuu*', '/lam-viec*', '/dang-*'] } },
					{ not: { selector_matches: '[rel~=nofollow], [download], .foot-links a' } },
				],
			},
			eagerness: 'moderate',
		},
	],
};
