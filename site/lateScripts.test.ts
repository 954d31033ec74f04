import { expect, test } from 'vitest';
import { withLateScripts } from './lateScripts.mjs';

const scripts = '<script type="module" src="/_astro/a.js"></script><script type="module" src="/_astro/b.js"></script>';

test('modules of a page that can wake them are named and not asked for; other pages stay as they are', () => {
  const waking = '<script>globalThis.earlyActs = []</script>';
  expect(withLateScripts(waking + scripts)).toBe(waking + scripts.replaceAll('type="module"', 'type="late"'));
  expect(withLateScripts(scripts)).toBe(scripts);
});
