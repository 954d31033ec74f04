import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from '/work/wt/pat2/site/tests/chromium.ts';
const base = process.env.BASE ?? 'http://localhost:47999';
const [lesson, w = '1280', h = '800', hash = ''] = process.argv.slice(2);
const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage({ viewport: { width: Number(w), height: Number(h) } });
page.on('pageerror', (e) => console.log('ERROR', e.message));
await page.goto(`${base}/lessons/${lesson}/${hash}`);
await page.waitForTimeout(2500);
// wake all figures
await page.evaluate(async () => { for (let y = 0; y < document.body.scrollHeight; y += 500) { scrollTo(0, y); await new Promise((r) => setTimeout(r, 60)); } scrollTo(0, 0); });
await page.waitForTimeout(3500);
const stops: any[] = [];
let last = '';
for (let i = 0; i < 900; i++) {
  await page.keyboard.press('Tab');
  const stop = await page.evaluate(() => {
    const e = document.activeElement as HTMLElement;
    if (!e || e === document.body) return null;
    (window as any).__seen ??= new Set();
    const again = (window as any).__seen.has(e); (window as any).__seen.add(e);
    const r = e.getBoundingClientRect();
    const cs = getComputedStyle(e);
    const sec = e.closest('section[id]')?.id ?? e.closest('footer,header,nav')?.tagName ?? '';
    const inDock = e.closest('.dock') !== null;
    const dock = [...document.querySelectorAll('.dock')].map((d) => d.getBoundingClientRect()).find((d) => d.top < innerHeight && d.bottom > 0);
    const cx = Math.min(Math.max(r.x + r.width / 2, 0), innerWidth - 1), cy = r.y + Math.min(r.height / 2, 20);
    const top = document.elementFromPoint(cx, cy);
    const covered = !(top && (e.contains(top) || top.contains(e) || top.closest('label')?.contains(e)));
    const out = r.bottom <= 0 || r.top >= innerHeight;
    return { again, tag: e.tagName.toLowerCase() + (e.getAttribute('type') ? `[${e.getAttribute('type')}]` : ''), name: (e.getAttribute('aria-label') ?? e.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 50) || (e as any).labels?.[0]?.textContent?.trim().slice(0, 50) || e.id, sec, inDock, out, covered: covered && !out, who: covered ? top?.outerHTML.slice(0, 80) : '', outline: cs.outlineStyle, ring: cs.outlineWidth + cs.boxShadow.slice(0, 30), w: Math.round(r.width), h: Math.round(r.height), y: Math.round(r.y) };
  });
  if (stop === null) { stops.push({ tag: 'BODY', name: 'focus lost', sec: stops.at(-1)?.sec ?? '', outline: '' }); if (stops.slice(-4).every((s) => s.tag === 'BODY')) break; continue; }
  if (stop.again) { if (stops.length > 20 && /skip/i.test(stop.name)) break; // trapped?
    stops.push({ ...stop, trap: true });
    if (stops.slice(-3).every((s) => s.trap)) { await page.keyboard.press('Escape'); } if (stops.slice(-8).every((s) => s.trap)) { console.log('TRAPPED'); break; } continue; }
  stops.push(stop);
}
let sec = '';
for (const s of stops) { if (s.sec !== sec) { sec = s.sec; console.log(`## ${sec}`); } console.log(`  ${s.tag} “${s.name}” ${s.w}x${s.h}${s.inDock ? ' DOCK' : ''}${s.out ? ` OUT y=${s.y}` : ''}${s.covered ? ` COVERED by ${s.who}` : ''}${s.outline === 'none' ? ` NORING ${s.ring}` : ''}${s.trap ? ' AGAIN' : ''}`); }
const missed = await page.evaluate(() => {
  const seen = (window as any).__seen as Set<Element>;
  return [...document.querySelectorAll<HTMLElement>('a[href],button,input,select,textarea,summary,canvas,[tabindex],[role="button"],[role="slider"],[contenteditable]')].filter((e) => !seen.has(e) && e.checkVisibility({ visibilityProperty: true }) && !e.hasAttribute('disabled') && e.getBoundingClientRect().width > 0).map((e) => {
    const radio = e.matches('input[type=radio]') && (e as HTMLInputElement).name && [...seen].some((s) => s instanceof HTMLInputElement && s.name === (e as HTMLInputElement).name);
    return radio ? '' : `${e.closest('section[id]')?.id ?? ''} ${e.tagName.toLowerCase()} tabindex=${e.getAttribute('tabindex')} ${e.id} ${e.className} “${(e.getAttribute('aria-label') ?? e.textContent ?? '').trim().slice(0, 40)}” in <${e.parentElement?.closest('[class],[id]')?.tagName.toLowerCase()}>${e.getAttribute('aria-hidden') ? ' hidden' : ''}`;
  }).filter(Boolean);
});
console.log('MISSED', missed.length); for (const m of missed) console.log('  -', m);
console.log('disabled:', await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('button:disabled,input:disabled')].filter((e) => e.checkVisibility()).map((e) => `${e.closest('section[id]')?.id}:${(e.textContent || e.getAttribute('value') || e.id || '').trim().slice(0, 20)}`).join(' | ')));
await browser.close();
