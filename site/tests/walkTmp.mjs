// node site/tests/walkTmp.mjs ORIGIN OUT slug ...   (temporary, never committed)

import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';

const [origin, out, ...slugs] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false });
for (const arg of slugs) {
  const [slug, ids = ''] = arg.split(':');
  for (const [width, height, scheme] of [
    [1440, 900, 'light'],
    [390, 844, 'dark'],
  ]) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (e) => errors.push(String(e)));
    page.on('console', (m) => m.type() === 'error' && errors.push(m.text().slice(0, 200)));
    let js = 0;
    page.on('response', async (r) => {
      if (r.url().endsWith('.js')) js += (await r.body().catch(() => Buffer.alloc(0))).length;
    });
    await page.addInitScript(() => {
      globalThis.cls = [];
      new PerformanceObserver((l) => {
        for (const e of l.getEntries())
          if (!e.hadRecentInput)
            globalThis.cls.push([
              e.value,
              ...e.sources.slice(0, 3).map((s) => (s.node ? s.node.nodeName + '.' + s.node.className : '')),
            ]);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${origin}/lessons/${slug}/`, { waitUntil: 'load', timeout: 180000 });
    await page.waitForTimeout(2500);
    const path = `${out}/${slug}-${width}`;
    await page.screenshot({ path: `${path}-first.png` });
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
        scrollTo(0, y);
        await new Promise((r) => setTimeout(r, 90));
      }
    });
    await page.waitForTimeout(800);
    const cls = await page.evaluate(() => globalThis.cls);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    const axe =
      width === 1440
        ? (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(
            (v) =>
              `${v.id}: ${v.nodes
                .slice(0, 3)
                .map((n) => n.target.join(' '))
                .join(' | ')}`,
          )
        : (
            await new AxeBuilder({ page }).setLegacyMode().withRules(['color-contrast', 'target-size']).analyze()
          ).violations.map(
            (v) =>
              `${v.id}: ${v.nodes
                .slice(0, 3)
                .map((n) => n.target.join(' '))
                .join(' | ')}`,
          );
    console.log(
      slug,
      width,
      'CLS',
      cls.reduce((s, [v]) => s + v, 0).toFixed(4),
      JSON.stringify(cls.sort((a, b) => b[0] - a[0]).slice(0, 2)),
      'wide',
      wide,
      'nodes',
      nodes,
      'errors',
      errors.slice(0, 3),
      'axe',
      axe,
    );
    for (const id of ids.split(',').filter(Boolean)) {
      const el = page.locator(`#${id}`).first();
      if ((await el.count()) === 0) {
        console.log('no', id);
        continue;
      }
      await el.scrollIntoViewIfNeeded().catch(() => {});
      await page.waitForTimeout(500);
      await el.screenshot({ path: `${path}-${id}.png` }).catch((e) => console.log('shot', id, String(e).slice(0, 80)));
    }
    await context.close();
  }
}
await browser.close();
