import pino, { type Logger } from 'pino';
import type { Settings } from './settings.ts';

/** Structured lines on standard error: no names, no addresses, no bodies, no query strings. */
export function openLog(settings: Pick<Settings, 'logLevel'>): Logger {
	return pino({ level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
