// One number, four places: pointing at a term of an op's equation, at its cells, at a line of its TypeScript or at a line of its kernel
// lights the other three. The ten kinds of ops that a reader meets, on the pages of six runs. That the lines and the cells are the right
// ones, Node tests (site/visuals/stage/links); here it is tried that they light.

import type { Page } from '@playwright/test';
import type { Phase, Player } from '../player/Player.ts';
import { expect, test } from './awake.ts';

const patience = 60_000;

interface Stop {
  readonly op: string;
  readonly phase: Phase;
  /** Does a file of its layer name this part, as cells and attention do? */
  readonly layer?: true;
  /** A sum sends on what arrives: its way back runs no kernel. */
  readonly kernel?: false;
}

/** What was lit with a term, wherever it was pointed at. */
interface Lit {
  readonly sym: string;
  readonly from: 'equation' | 'cell' | 'code' | 'kernel' | 'layer';
  /** Of which kind the file is that stands open. */
  readonly file: 'code' | 'kernel' | 'layer';
  readonly equation: boolean;
  readonly cell: boolean;
  readonly line: boolean;
}

const both = (op: string, more: Partial<Stop> = {}): Stop[] =>
  (['forward', 'backward'] as const).map((phase) => ({ op, phase, ...more }));

/** By run: its ops, and the update. */
const stops: Readonly<Record<string, readonly Stop[]>> = {
  'digits-cnn': [
    ...both('conv2'), // the first has no gradient for its pictures
    ...both('relu1'),
    ...both('linear'),
    ...both('crossEntropy'),
    { op: 'linear', phase: 'update' },
  ],
  'line-regression': [...both('mse')],
  'names-lstm': [
    { op: 'recurrent.l0.t3.cell', phase: 'forward', layer: true },
    { op: 'recurrent.l0.t3.cell', phase: 'backward', layer: true, kernel: false },
  ],
  'names-rnn': both('recurrent.l0.t3.hidden', { layer: true }),
  'sine-gru': [
    { op: 'gru.l0.t3.hidden', phase: 'forward', layer: true },
    { op: 'gru.l0.t3.hidden', phase: 'backward', layer: true, kernel: false },
  ],
  'sort-transformer': [
    { op: 'encoder.layers.0.self_attn.scores', phase: 'backward', layer: true },
    ...both('encoder.layers.0.self_attn.weights', { layer: true }),
    { op: 'encoder.layers.0.self_attn.mixed', phase: 'forward', layer: true },
    // Adam
    { op: 'encoder.layers.0.linear1', phase: 'update' },
  ],
};

/** In the page: stand at each stop, open each of its files, and point at every term in every place. */
async function pointEverywhere(all: readonly Stop[]): Promise<Lit[][]> {
  const run = document.querySelector('training-run') as unknown as { ready: Promise<Player> };
  const player = await run.ready;
  const [stepper, code] = ['#backward-stepper', '#code-and-kernel'].map((id) => document.querySelector(id)!) as [
    Element,
    Element,
  ];
  const list = <E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E[] => [
    ...root.querySelectorAll<E>(selector),
  ];
  const isSeen = (element: Element): boolean => element.getClientRects().length > 0;
  const until = async (holds: () => boolean, what: string): Promise<void> => {
    for (const end = performance.now() + 20_000; !holds(); ) {
      if (performance.now() > end) throw new Error(`${what} did not come`);
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
  };
  const point = (element: Element, inside: boolean): void => {
    const [over, enter] = inside ? ['pointerover', 'pointerenter'] : ['pointerout', 'pointerleave'];
    element.dispatchEvent(new PointerEvent(over, { bubbles: true, pointerType: 'mouse' }));
    element.dispatchEvent(new PointerEvent(enter, { pointerType: 'mouse' }));
  };
  const formulas = (): HTMLElement[] => list(stepper, '.stepper-formulas [data-sym]').filter(isSeen);
  const cells = (): HTMLElement[] => list(stepper, '.tensor, .stepper-written [data-sym]').filter(isSeen);
  const lines = (): HTMLElement[] => list(code, '.line[data-sym]').filter(isSeen);
  const isLit = (element: Element): boolean => element.classList.contains('is-lit');

  const found: Lit[][] = [];
  for (const { op, phase } of all) {
    const here: Lit[] = [];
    found.push(here);
    player.standAt(op, phase);
    const { ops, updates } = player.state.trace!;
    const name = phase === 'update' ? updates[0]!.optimizer : ops.find(({ label }) => label === op)!.name;
    const tabs = (): HTMLElement[] => list(code, '[role="tablist"]:not([hidden]) [role="tab"]');
    const isDrawn = (): boolean =>
      stepper.querySelector<HTMLElement>('.stepper-panel')?.dataset['phase'] === phase &&
      stepper.querySelector('.stepper-position')?.textContent?.includes(`${op} (`) === true &&
      formulas().length > 0 &&
      code.querySelector('[role="tablist"]:not([hidden])')?.getAttribute('aria-label') === name;
    await until(isDrawn, `the equation and the files of ${op} ${phase}`);
    await until(
      () => player.state.term === null && !stepper.querySelector('.is-lit'),
      `the dark before ${op} ${phase}`,
    );
    const syms = [...new Set(formulas().map(({ dataset }) => dataset['sym']!))];
    const kindOf = (tab: HTMLElement): Lit['file'] =>
      tab.dataset['layer'] !== undefined ? 'layer' : tab.dataset['file']!.includes('/kernels/') ? 'kernel' : 'code';
    /** Point there; what lights, and after it nothing. */
    const look = async (element: Element, from: Lit['from'], file: Lit['file']): Promise<void> => {
      point(element, true);
      await until(() => player.state.term !== null, `a term for ${op} ${phase} from the ${from}`);
      const term = player.state.term!;
      const inEquation = (): boolean => formulas().every((piece) => isLit(piece) === (piece.dataset['sym'] === term));
      await until(inEquation, `the light of ${term} in the equation of ${op} ${phase}`);
      const inLines = (): boolean =>
        lines().every((line) => isLit(line) === line.dataset['syms']!.split(' ').includes(term));
      await until(inLines, `the light of ${term} in the lines of ${op} ${phase}`);
      // A cell may be none of the formula's: what the rule only looks back at.
      if (syms.includes(term)) {
        const [equation, cell, line] = [formulas(), cells(), lines()].map((all) => all.some(isLit)) as [
          boolean,
          boolean,
          boolean,
        ];
        here.push({ sym: term, from, file, equation, cell, line });
      }
      point(element, false);
      await until(() => ![...formulas(), ...lines()].some(isLit), `the end of the light of ${term}`);
    };
    for (const tab of tabs()) {
      tab.click();
      const file = tab.dataset['file']!;
      const isOurs = (): boolean => {
        const { linkedTo = '', linkedIn } = code.querySelector<HTMLElement>('.listing')?.dataset ?? {};
        const isLayer = tab.dataset['layer'] !== undefined;
        return (
          linkedIn === phase && (isLayer ? linkedTo.startsWith(`${file} inScope('`) : linkedTo === `${file} ${name}`)
        );
      };
      await until(isOurs, `the listing of ${file} for ${op} ${phase}`);
      const kind = kindOf(tab);
      const line = lines().find(({ dataset }) => syms.includes(dataset['sym']!));
      if (line === undefined) continue;
      await look(line, kind, kind);
      await look(formulas().find(({ dataset }) => dataset['sym'] === line.dataset['sym'])!, 'equation', kind);
      if (kind !== 'code' || here.some(({ from }) => from === 'cell')) continue;
      for (const cell of cells().filter(({ classList }) => classList.contains('tensor')))
        await look(cell, 'cell', kind);
    }
  }
  return found;
}

async function live(page: Page, run: string, { op }: Stop): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 2600 });
  await page.goto(`/runs/${run}/#t=${run}.7&step=2&pass=backward&op=${op}`);
  await expect(page.locator('training-run')).toHaveAttribute('data-source', 'live', { timeout: patience });
  // The two figures that are tried, and no others: all of them on one screen.
  await page.addStyleTag({
    content: '#inside > :not(#backward-stepper, #code-and-kernel), .run-columns { display: none !important }',
  });
  await page.locator('#code-and-kernel').scrollIntoViewIfNeeded();
  await expect(page.locator('#backward-stepper [data-caption]')).toContainText('Step 2,', { timeout: patience });
}

test.describe.configure({ timeout: 240_000 });

test('a term lights in the equation, in the cells, in the TypeScript and in the kernel, from wherever it is pointed at', async ({
  page,
}) => {
  for (const [run, all] of Object.entries(stops)) {
    await live(page, run, all[0]!);
    const found = await page.evaluate(pointEverywhere, all);
    for (const [i, { op, phase, layer, kernel = true }] of all.entries()) {
      const at = `${run} ${op} ${phase}`;
      const lit = found[i]!;
      // A count, a rate and a target's gradient have no cells; of a way back the operands stand in the way forwards.
      const isCell = (sym: string): boolean =>
        !['m', 'lr', 'dy'].includes(sym) && (phase !== 'backward' || sym.startsWith('d'));
      const dark = lit.filter(
        ({ from, sym, equation, cell, line }) => !equation || (isCell(sym) && !cell) || (from !== 'cell' && !line),
      );
      expect.soft(dark, `${at}: lights only in part`).toEqual([]);
      const ways = new Set(lit.map(({ from, file }) => `${from} ${file}`));
      const files = ['code', ...(kernel ? ['kernel'] : []), ...(layer ? ['layer'] : [])];
      const wanted = [...files.flatMap((file) => [`${file} ${file}`, `equation ${file}`]), 'cell code'];
      expect.soft([...ways].sort(), `${at}: where it was pointed at`).toEqual(wanted.sort());
      expect
        .soft(
          lit.some(({ cell, line }) => cell && line),
          `${at}: a cell and a line at once`,
        )
        .toBe(true);
    }
  }
});
