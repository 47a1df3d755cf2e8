import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { findBrowser } from '../setup/browser.ts';

export const openBrowser = (): Promise<Browser> =>
	chromium.launch({
		executablePath: findBrowser(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
	});

/** Somebody who asked for less motion: fading from page to page, drawn without a graphics card, costs more than the page. */
export const still = { reducedMotion: 'reduce' } as const satisfies BrowserContextOptions;
