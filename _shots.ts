import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { chromiumLaunchOptions } from '/work/wt/pat2/site/tests/chromium.ts';
const base = process.env.BASE ?? 'http://localhost:47999';
const [lesson, name, sizes = '1440x900,1024x768,390x844', themes = 'light,dark', hash = ''] = process.argv.slice(2);
const browser = await chromium.launch(chromiumLaunchOptions());
for (const theme of themes.split(',')) for (const size of sizes.split(',')) {
  const [w, h] = size.split('x').map(Number) as [number, number];
  const page = await browser.newPage({ viewport: { width: w, height: h }, colorScheme: theme as 'light' | 'dark', reducedMotion: 'reduce' });
  page.on('pageerror', (e) => console.log('ERROR', e.message));
  await page.goto(`${base}/lessons/${lesson}/${hash}`);
  await page.waitForTimeout(2000);
  await page.evaluate(async () => { for (let y = 0; y < document.body.scrollHeight; y += 400) { scrollTo(0, y); await new Promise((r) => setTimeout(r, 80)); } });
  await page.waitForTimeout(1500);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.evaluate(() => { for (const d of document.querySelectorAll<HTMLElement>('.dock')) d.style.position = 'static'; });
  const total = await page.evaluate(() => document.documentElement.scrollHeight);
  console.log(theme, size, 'wider by', over, 'height', total);
  const columns = w < 500 ? 8 : w < 1100 ? 4 : 3;
  const per = Math.ceil(total / (w < 500 ? 16 : w < 1100 ? 12 : 12));
  const strips: Buffer[] = [];
  for (let y = 0; y < total; y += per) {
    await page.setViewportSize({ width: w, height: per });
    await page.evaluate((at) => scrollTo(0, at), y); await page.waitForTimeout(250);
    strips.push(await sharp(await page.screenshot()).resize({ width: Math.round(w * (w < 500 ? 0.8 : 0.62)) }).png().toBuffer());
  }
  const meta = await sharp(strips[0]!).metadata();
  for (let k = 0; k * columns < strips.length; k++) {
    const part = strips.slice(k * columns, (k + 1) * columns);
    await sharp({ create: { width: part.length * (meta.width! + 10), height: meta.height!, channels: 3, background: '#f0f' } }).composite(part.map((input, i) => ({ input, left: i * (meta.width! + 10), top: 0 }))).png().toFile(`/tmp/pat2/${name}-${theme}-${size}-${k}.png`);
  }
  await page.close();
}
await browser.close();
