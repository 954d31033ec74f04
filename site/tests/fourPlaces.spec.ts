// One number, four places: pointing at a term of an op's equation, at its cells, at a line of its TypeScript or at a line of its kernel
// lights the other three. The ten kinds of ops that a reader meets, on the pages of five runs. That the lines and the cells are the right
// ones, Node tests (site/visuals/links); here it is tried that they light.

import { expect, type Page, test } from '@playwright/test';
import type { Phase, Player } from '../player/Player.ts';

const patience = 60_000;

interface Stop {
  readonly op: string;
  readonly phase: Phase;
  /** Does a file of its layer name this part, as cells and attention do? */
  readonly layer?: true;
}

/** What was lit with a term, wherever it was pointed at. */
interface Lit {
  readonly sym: string;
  readonly from: 'equation' | 'cell' | 'code' | 'kernel' | 'layer';
  readonly equation: boolean;
  readonly cell: boolean;
  /** Kinds of files with a lit line. */
  readonly lines: readonly string[];
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
    ...both('recurrent.l0.t3.forget', { layer: true }),
    ...both('recurrent.l0.t3.kept', { layer: true }),
    ...both('recurrent.l0.t3.cell', { layer: true }),
    ...both('recurrent.l0.t3.candidate', { layer: true }),
    { op: 'head', phase: 'update' },
  ],
  'sort-transformer': [
    ...both('encoder.layers.0.self_attn.scores', { layer: true }),
    ...both('encoder.layers.0.self_attn.weights', { layer: true }),
    ...both('encoder.layers.0.self_attn.mixed', { layer: true }),
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
    const litLines = new Map<string, Set<string>>(syms.map((sym) => [sym, new Set()]));
    const kindOf = (tab: HTMLElement): string =>
      tab.dataset['layer'] !== undefined ? 'layer' : tab.dataset['file']!.includes('/kernels/') ? 'kernel' : 'code';
    /** Point there; what lights, and after it nothing. */
    const look = async (element: Element, sym: string, from: Lit['from']): Promise<void> => {
      point(element, true);
      await until(() => player.state.term !== null, `a term for ${op} ${phase} ${from} ${sym}`);
      const term = player.state.term!;
      const settled = (): boolean => formulas().every((piece) => isLit(piece) === (piece.dataset['sym'] === term));
      await until(settled, `the light of ${term} in the equation of ${op} ${phase}`);
      const wanted = (): boolean =>
        lines().every((line) => isLit(line) === line.dataset['syms']!.split(' ').includes(term));
      await until(wanted, `the light of ${term} in the lines of ${op} ${phase}`);
      const tab = tabs().find((one) => one.getAttribute('aria-selected') === 'true')!;
      // A line may hold a term of the other direction, and a cell may be none of the formula's.
      const isOurs = syms.includes(term);
      if (isOurs && lines().some(isLit)) litLines.get(term)?.add(kindOf(tab));
      if (isOurs)
        here.push({
          sym: term,
          from,
          equation: formulas().some(isLit),
          cell: cells().some(isLit),
          lines: [...(litLines.get(term) ?? [])],
        });
      point(element, false);
      await until(() => ![...formulas(), ...lines()].some(isLit), `the end of the light of ${term}`);
    };
    for (const tab of tabs()) {
      tab.click();
      const marked = (): string => code.querySelector<HTMLElement>('.listing')?.dataset['linkedTo'] ?? '';
      const file = tab.dataset['file']!;
      const isOurs = (): boolean =>
        tab.dataset['layer'] === undefined ? marked() === `${file} ${name}` : marked().startsWith(`${file} inScope('`);
      await until(isOurs, `the listing of ${file} for ${op} ${phase}`);
      for (const sym of syms) await look(formulas().find(({ dataset }) => dataset['sym'] === sym)!, sym, 'equation');
      const line = lines().find(({ dataset }) => syms.includes(dataset['sym']!));
      if (line !== undefined) await look(line, line.dataset['sym']!, kindOf(tab) as Lit['from']);
    }
    for (const cell of cells()
      .filter(({ classList }) => classList.contains('tensor'))
      .slice(0, 3))
      await look(cell, '', 'cell');
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
    for (const [i, { op, phase, layer }] of all.entries()) {
      const at = `${run} ${op} ${phase}`;
      const lit = found[i]!;
      expect
        .soft(
          lit.filter(({ equation }) => !equation),
          at,
        )
        .toEqual([]);
      // A count, or a rate, is a number of the rule and no cell; of a way back the operands stand in the way forwards.
      const isCell = (sym: string): boolean =>
        !['m', 'lr'].includes(sym) && (phase !== 'backward' || sym.startsWith('d'));
      expect
        .soft(
          lit.filter(({ sym, cell }) => isCell(sym) && !cell),
          `${at}: cells`,
        )
        .toEqual([]);
      const kinds = new Set(lit.flatMap(({ lines }) => lines));
      expect.soft([...kinds].sort(), `${at}: lines`).toEqual(layer ? ['code', 'kernel', 'layer'] : ['code', 'kernel']);
      const unlit = new Set(lit.map(({ sym }) => sym));
      for (const { sym, lines } of lit) if (lines.length > 0) unlit.delete(sym);
      expect.soft([...unlit], `${at}: terms without a line`).toEqual([]);
      const from = new Set(lit.map((one) => one.from));
      expect
        .soft(
          ['equation', 'cell', 'code', 'kernel'].filter((place) => !from.has(place as Lit['from'])),
          at,
        )
        .toEqual([]);
    }
  }
});
