import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asset, readAssets } from './assets.ts';

test('before a build an asset is its source, afterwards what the build made of it', () => {
	expect(asset('src/ui/styles/portal.css')).toBe('/src/ui/styles/portal.css');
	const directory = mkdtempSync(join(tmpdir(), 'assets-'));
	writeFileSync(join(directory, 'manifest.json'), '{"src/ui/styles/portal.css":{"file":"assets/portal-1.css"}}');
	readAssets(directory);
	expect(asset('src/ui/styles/portal.css')).toBe('/assets/portal-1.css');
});
