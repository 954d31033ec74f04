// The exercise as a reader meets it: the editor, the sandbox, the verdict. It is tried on its own page, which holds no other; what a lesson
// shows of it, in the lesson that holds it.

import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { bombNames, bombOf } from '../../exercises/grader/bombs.ts';
import { corpus } from '../../exercises/grader/corpus.ts';
import { english } from '../../exercises/grader/english.ts';
import { explain } from '../../exercises/grader/explain.ts';
import { gradeSource } from '../../exercises/grader/gradeSource.ts';
import { MAX_FILE_BYTES } from '../../exercises/grader/intake.ts';
import { loadExercise } from '../../exercises/grader/loadExercise.ts';
import { workbench as words } from '../i18n/en/workbench.ts';
import { fill } from '../i18n/fill.ts';
import { complaintsOf } from './accessibility.ts';
import { expect, test } from './awake.ts';

// Two stops take ten seconds by themselves, and a busy machine takes its time over the rest.
test.describe.configure({ timeout: 120_000 });

const slug = 'cross-entropy-gradient';
const folder = new URL(`../../exercises/${slug}/`, import.meta.url);
const source = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
const solution = source('solution.ts');
/** Six of the wrong answers, of every kind of failure; the terminal's tests go through all of them with the same judge. */
const classics = [
  'missing-mean',
  'sign-flipped',
  'softmax-wrong-axis',
  'diagonal-only-jacobian',
  'no-max-shift',
  'transposed',
];
/** A page cannot tell a promise that never settles from code that never ends, has no streams, and cannot ask what a worker holds. */
const onlyInTerminal = ['promise-never-settles', 'prints', 'below-the-budget', 'heap'];
/** One way to fill a gigabyte shows as well as another that the budget is kept here too. */
const slowInPage = [
  'structured-clones',
  'typed-array-copies',
  'typed-array-slices',
  'typed-array-subclass',
  'patched-counter',
];
const body = (code: string): string => `export function crossEntropyGradient(logits, labels) {\n${code}\n}`;

/** The address of a built lesson with this exercise. */
function lessonPath(): string {
  const lessons = new URL('../../dist/lessons/', import.meta.url);
  const names = readdirSync(lessons, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const found = names.find(({ name }) =>
    readFileSync(new URL(`${name}/index.html`, lessons), 'utf8').includes(`id="exercise-${slug}"`),
  );
  if (!found) throw new Error(`no built lesson holds the exercise ${slug}: write <Exercise slug="${slug}" /> in one`);
  return `/lessons/${found.name}/`;
}

/** What a lesson says when this exercise alone is solved of those that it holds. */
function oneSolved(): string {
  const html = readFileSync(new URL(`../../dist${lessonPath()}index.html`, import.meta.url), 'utf8');
  const [, exercises = ''] = /<lesson-progress[^>]*exercises="([^"]*)"/.exec(html) ?? [];
  const total = exercises.split(' ').length;
  return total === 1 ? words.lessonSolved : fill(words.lessonProgress, { solved: 1, total });
}

async function open(page: Page): Promise<void> {
  await page.goto(`/exercises/${slug}/`);
  await page.locator('exercise-workbench').scrollIntoViewIfNeeded();
  await expect(button(page, words.run)).toBeVisible();
}

const button = (page: Page, name: string) =>
  page.locator('exercise-workbench').getByRole('button', { name, exact: true });
const status = (page: Page) => page.locator('exercise-workbench [data-part="status"]');
const textarea = (page: Page) => page.locator('exercise-workbench [data-part="textarea"]');

/** Writes code into the plain text field: the shortest way, and the one that must always work. */
async function write(page: Page, code: string): Promise<void> {
  if ((await button(page, words.plainEditor).getAttribute('aria-pressed')) !== 'true')
    await button(page, words.plainEditor).click();
  await textarea(page).fill(code);
}

async function run(page: Page, code: string): Promise<void> {
  await write(page, code);
  await button(page, words.run).click();
  await expect(page.locator('.verdict-headline')).toBeVisible({ timeout: 20_000 });
}

test('the start scores nothing and is told so; the solution passes; then ours may be read at once', async ({
  page,
}) => {
  await open(page);
  await button(page, words.run).click();
  await expect(status(page)).toContainText('0 of 10 points');
  await expect(status(page)).toContainText(english.outcomes['not-attempted'].title);
  await run(page, solution);
  await expect(status(page)).toHaveText('All 10 points.');
  await button(page, words.showSolution).click();
  await expect(page.locator('[data-part="solution-code"]')).toHaveText(solution.trimEnd());
});

test('classic wrong answers get the name, the points and the first wrong cell that the terminal gives them', async ({
  page,
}) => {
  await open(page);
  const exercise = await loadExercise(slug);
  for (const id of classics) {
    const code = source(`wrong/${id}.ts`);
    const expected = explain(await gradeSource(exercise, new TextEncoder().encode(code)), exercise, english);
    await run(page, code);
    await expect(status(page), id).toContainText(expected.headline);
    await expect(page.locator('.verdict-name'), id).toHaveText(exercise.words.en.diagnoses[id]!.title);
    if (expected.failure?.place) {
      await expect(page.locator('.verdict-place code'), id).toHaveText(expected.failure.place);
      await expect(page.locator('.verdict-cell td'), id).toHaveText([expected.failure.got, expected.failure.expected]);
    }
  }
});

test('endless code is stopped, the page answers meanwhile, the next run works, and after two stops a reload is offered', async ({
  page,
}) => {
  await open(page);
  for (const [i, loop] of ['for (;;);', 'return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);'].entries()) {
    await write(page, body(loop));
    await page.evaluate(() => {
      const ticks: number[] = [];
      Object.assign(window, { ticks });
      setInterval(() => ticks.push(performance.now()), 20);
    });
    await button(page, words.run).click();
    await expect(status(page)).toContainText(english.outcomes['time-limit'].title, { timeout: 20_000 });
    const longest = await page.evaluate(() => {
      const { ticks } = window as unknown as { ticks: number[] };
      return Math.max(...ticks.slice(1).map((at, t) => at - ticks[t]!));
    });
    expect(longest, 'the longest time in which the page did not answer, in ms').toBeLessThan(1000);
    await expect(page.locator('iframe'), 'only the one that waits for the next').toHaveCount(1);
    await expect(button(page, words.reload)).toBeVisible({ visible: i === 1 });
  }
  await run(page, solution);
  await expect(status(page)).toHaveText('All 10 points.');
});

test('student code reaches no network, no page and no storage, and cannot import', async ({ page }) => {
  await open(page);
  await run(page, solution);
  const requests: string[] = [];
  page.on('requestfinished', (request) => {
    if (!/^(blob|about|data):/.test(request.url())) requests.push(request.url());
  });
  const attempts = [
    `importScripts('${new URL('/favicon.svg', page.url())}');`,
    `await fetch('${new URL('/favicon.svg', page.url())}');`,
    "new WebSocket('ws://localhost:9/');\nthrow new Error('a socket was made, and is blocked when it connects');",
    "indexedDB.open('x').onerror = () => {};\nlocalStorage.length;",
    'document.title;',
  ];
  for (const attempt of attempts) {
    await run(page, `${attempt}\n${solution}`);
    await expect(status(page), attempt).toContainText(english.outcomes['load-threw'].title);
  }
  for (const attempt of ["import 'node:fs';", "import '/favicon.svg';", "await import('https://localhost/x.js');"]) {
    await run(page, `${attempt}\n${solution}`);
    await expect(status(page)).toContainText(english.outcomes.import.title);
  }
  expect(requests).toEqual([]);
});

test('floods, forged messages, promises and mistakes of grammar each get their own word', async ({ page }) => {
  await open(page);
  const outcomes: readonly (readonly [string, keyof typeof english.outcomes])[] = [
    [body('for (;;) console.log("drip");'), 'output-limit'],
    [`postMessage(new Uint8Array([7, 0, 0, 0, 0, 0, 0, 0, 0]));\n${solution}`, 'load-threw'],
    [`postMessage({ verdict: 'PASS' });\n${solution}`, 'load-threw'],
    [`throw new Error("import('x')");`, 'load-threw'],
    // One page of each is touched: what is asked for counts, and a busy machine may take seconds to fill a gigabyte.
    [body('const kept = []; for (;;) kept.push(new Float64Array(4e6).fill(1, 0, 512));'), 'memory-limit'],
    [body('return new Uint8Array(1.5e9).fill(1);'), 'memory-limit'],
    [`export const a = ${'('.repeat(1200)}1${')'.repeat(1200)};`, 'too-nested'],
    [body('return Promise.resolve(logits);'), 'promise'],
    [body('return logits.map((row) => row.map(() => NaN));'), 'not-finite'],
    [body('return new Array(1e9);'), 'too-big'],
    ['export function crossEntropyGradient( {', 'syntax'],
    ['export const gradient = 1;', 'export'],
  ];
  for (const [code, id] of outcomes) {
    await run(page, code);
    await expect(status(page), id).toContainText(english.outcomes[id].title);
  }
  await run(page, body('console.log(logits[0], NaN);\nreturn null;'));
  await expect(page.locator('.verdict-log')).toContainText('[0, 0, 0] NaN');
});

test('a quarter of a megabyte of anything is answered, and never holds the page up', async ({ page }) => {
  await open(page);
  await run(page, solution);
  // Time of the page's own thread that scripts took: other programs on the machine do not count, nor does the browser's layout of a field with a quarter of a million lines.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const scriptMs = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'ScriptDuration')!.value;
  };
  const more: Readonly<Record<string, string>> = {
    'empty lines before the solution': '\n'.repeat(MAX_FILE_BYTES - Buffer.byteLength(solution)) + solution,
    'spaces in an import': `import${' '.repeat(MAX_FILE_BYTES - 10)}'x`,
    'too large': 'a'.repeat(40 * MAX_FILE_BYTES),
  };
  // One of each kind; the others meet the same code in Node (tooManyWords.test.ts, parserProcess.test.ts), where they cost less.
  const kinds = ['parentheses', 'templates', 'generic types', 'sums', 'properties', 'unfinished comments', 'empty lines', 'one long name', 'assignments']; // biome-ignore format: one line reads better
  expect(bombNames).toEqual(expect.arrayContaining(kinds));
  const texts = { ...Object.fromEntries(kinds.map((name) => [name, bombOf(name)])), ...more };
  for (const [name, text] of Object.entries(texts)) {
    await textarea(page).evaluate((element, value) => ((element as HTMLTextAreaElement).value = value), text);
    const before = await scriptMs();
    await button(page, words.run).click();
    await expect(page.locator('.verdict-headline')).toBeVisible();
    const took = (await scriptMs()) - before;
    expect(took, `${name}: milliseconds of the page's own thread`).toBeLessThan(name === 'too large' ? 400 : 200);
  }
});

test('a sandbox stands ready for the next answer, serves it alone, and one that is gone is replaced', async ({
  page,
}) => {
  await open(page);
  const frames = page.locator('body > iframe');
  await expect(frames).toHaveCount(0);
  await write(page, solution);
  await textarea(page).press('End');
  await textarea(page).press('Space');
  await expect(frames, 'who writes will run it').toHaveCount(1);
  for (const _ of [1, 2]) {
    await frames.evaluate((frame) => frame.setAttribute('data-waiting', ''));
    await run(page, solution);
    await expect(status(page)).toHaveText('All 10 points.');
    await expect(frames).toHaveCount(1);
    await expect(page.locator('iframe[data-waiting]')).toHaveCount(0);
  }
  await frames.evaluate((frame) => frame.remove());
  await run(page, solution);
  await expect(status(page)).toHaveText('All 10 points.');
});

test('the page gives the corpus of misbehaving files the verdicts of the terminal', async ({ page }) => {
  await open(page);
  await run(page, solution);
  for (const { verdict, name, source: code } of corpus()) {
    // Endless code has a test of its own, and a page cannot tell a promise that never settles from it; each takes five seconds.
    // Nor is there a program that could be ended.
    if (verdict === 'TIME_LIMIT' || verdict === 'EARLY_EXIT' || [...onlyInTerminal, ...slowInPage].includes(name))
      continue;
    await textarea(page).evaluate((element, value) => ((element as HTMLTextAreaElement).value = value), code);
    await button(page, words.run).click();
    await expect(page.locator('exercise-workbench'), name).toHaveAttribute('data-verdict', verdict);
  }
});

test('code is kept over a reload and never run by itself; reset can be undone', async ({ page }) => {
  await open(page);
  await write(page, solution);
  await expect(page.locator('[data-part="kept"]')).toHaveText(words.saved);
  await page.reload();
  await expect(textarea(page)).toHaveValue(solution);
  await expect(status(page)).toBeEmpty();
  await expect(page.locator('iframe')).toHaveCount(0);
  await button(page, words.reset).click();
  await expect(textarea(page)).toHaveValue(source('start.ts'));
  await button(page, words.undoReset).click();
  await expect(textarea(page)).toHaveValue(solution);
});

test('what was tried can be brought back, the state is told, and what gives the answer away opens once it is solved', async ({
  page,
}) => {
  await page.goto(lessonPath());
  const given = page.locator(`after-solving[exercise="${slug}"] details`);
  await expect(given).not.toHaveAttribute('open');
  await open(page);
  await expect(page.locator('[data-part="after"]')).toBeHidden();
  const first = source('wrong/sign-flipped.ts');
  await run(page, first);
  await expect(page.locator('exercise-workbench')).toHaveAttribute('data-progress', 'begun');
  await run(page, solution);
  await expect(page.locator('exercise-workbench')).toHaveAttribute('data-progress', 'solved');
  await expect(page.locator('[data-part="after"]')).toBeVisible();
  await page.locator('[data-part="history"] summary').click();
  await page.locator('[data-part="attempts"] li').filter({ hasText: '· 0 of 10' }).getByRole('button').first().click();
  await expect(textarea(page)).toHaveValue(first);
  await page.goto(lessonPath());
  await expect(given).toHaveAttribute('open');
  await expect(page.locator('lesson-progress')).toHaveText(oneSolved());
});

test('two tabs do not write over each other, and an untouched one follows', async ({ page, context }) => {
  await open(page);
  await write(page, '// mine, from the first tab\n');
  await expect(page.locator('[data-part="kept"]')).toHaveText(words.saved);
  const other = await context.newPage();
  await open(other);
  await expect(textarea(other)).toHaveValue('// mine, from the first tab\n');
  await textarea(other).fill('// and from the second\n');
  await expect(textarea(page)).toHaveValue('// and from the second\n');
  await expect(page.locator('[data-part="kept"]')).toHaveText(words.otherTab);
  // Both write before either has kept it: the later text stands in both, the other is among the attempts. (Pages of a context share a clock.)
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await textarea(page).fill('// first, again\n');
  await textarea(other).fill('// second, again\n');
  await page.clock.runFor(1000);
  await page.clock.resume();
  await expect
    .poll(async () => (await textarea(page).inputValue()) === (await textarea(other).inputValue()))
    .toBe(true);
  const stored = (): Promise<string | null> =>
    page.evaluate((name) => localStorage.getItem(`chalkgrad.exercise.${name}`), slug);
  for (const text of ['// first, again', '// second, again']) await expect.poll(stored).toContain(text);
});

test('all work goes into one file and comes back, and the map and the list tell how far it is', async ({
  page,
  context,
}) => {
  await open(page);
  await run(page, solution);
  await page.goto('/lessons/');
  await expect(page.locator('lesson-progress').filter({ hasText: oneSolved() })).toHaveCount(1);
  await page.goto('/map/');
  await expect(page.locator('[data-part="summary"]')).toContainText('1 of');
  await expect(page.locator(`.map-node [data-exercise="${slug}"]`)).toHaveAttribute('data-state', 'solved');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: words.exportWork }).click();
  const path = await (await saving).path();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(page.locator('[data-part="summary"]')).toContainText('0 of');
  await page
    .locator('[data-part="file"]')
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(page.locator('course-progress [data-part="status"]')).toHaveText(words.importFailed['not-ours']);
  await page.locator('[data-part="file"]').setInputFiles(path);
  await expect(page.locator('[data-part="summary"]')).toContainText('1 of');
  const other = await context.newPage();
  await open(other);
  await other.locator('[data-part="plain"]').click();
  await expect(textarea(other)).toHaveValue(solution);
});

test('a browser that blocks storage is told apart, and everything else works', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await open(page);
  await run(page, solution);
  await expect(status(page)).toHaveText('All 10 points.');
  await expect(page.locator('[data-part="kept"]')).toHaveText(words.notSaved);
});

test('hints come one by one, and the solution before success only when asked twice', async ({ page }) => {
  await open(page);
  const hints = page.locator('[data-hint]');
  await expect(hints.filter({ visible: true })).toHaveCount(1);
  await hints.first().locator('summary').click();
  await expect(hints.filter({ visible: true })).toHaveCount(2);
  const code = page.locator('[data-part="solution-code"]');
  await button(page, words.showSolution).click();
  await expect(code).toBeHidden();
  await button(page, words.confirmNo).click();
  await expect(code).toBeHidden();
  await button(page, words.showSolution).click();
  await button(page, words.confirmYes).click();
  await expect(code).toHaveText(solution.trimEnd());
  await button(page, words.hideSolution).click();
  await expect(code).toBeHidden();
});

test('the code editor arrives, runs from the keyboard, and lets go after Esc and Tab', async ({ page }) => {
  await open(page);
  const editor = page.getByRole('textbox', { name: words.editorLabel });
  await expect(page.locator('.cm-content')).toBeVisible();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(solution);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(status(page)).toHaveText('All 10 points.', { timeout: 20_000 });
  await page.keyboard.press('Tab');
  await expect(editor).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(button(page, words.run)).toBeFocused();
});

test('the editor underlines what does not type-check and completes names, once somebody types and not before', async ({
  page,
}) => {
  const compilers: string[] = [];
  page.on('request', (request) => {
    if (/typescript-/.test(request.url())) compilers.push(request.url());
  });
  await open(page);
  await expect(page.locator('.cm-content')).toBeVisible();
  expect(compilers).toEqual([]);
  await page.getByRole('textbox', { name: words.editorLabel }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(
    'export function crossEntropyGradient(logits: number[][]): number {\n  return Math.flor(logits);\n}\n',
  );
  const underlined = page.locator('.cm-lintRange-warning');
  await expect(underlined.filter({ hasText: 'flor' })).toBeVisible({ timeout: 60_000 });
  await underlined.filter({ hasText: 'flor' }).hover();
  await expect(page.locator('.cm-diagnostic').first()).toContainText("Did you mean 'floor'");
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('Math.');
  await page.keyboard.type('flo');
  await expect(page.locator('.cm-tooltip-autocomplete li').filter({ hasText: 'floor' })).toBeVisible();
  await page.locator('.cm-tooltip-autocomplete li').filter({ hasText: 'floor' }).click();
  await expect(page.locator('.cm-content')).toContainText('Math.floor');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the exercise with a verdict passes axe and fits a phone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 390, height: 800 });
    await open(page);
    await expect(page.locator('.cm-content')).toBeVisible();
    await button(page, words.run).click();
    await expect(page.locator('.verdict-headline')).toBeVisible({ timeout: 20_000 });
    await page.locator('.verdict-case summary').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await complaintsOf(page, { within: ['exercise-workbench'] })).toEqual([]);
  });
