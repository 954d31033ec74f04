/**
 * `<loop-lens>`: the lines of the training loop as cards, each with what it reads and writes in the shown step. Cards are moved, by buttons
 * or by hand, or left out; asked to, the run is trained again in that order, beside the right one, and the first place at which the two part
 * is marked. What an order amounts to is worked out in loopOrder.ts, and held to real trainings there.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { bugsNow, type TrackSpec } from '../../../player/TrackSpec.ts';
import { printTrack } from '../../../player/trackText.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { normsOf, type ParameterNorms } from '../norms/norms.ts';
import { type Line, type LoopBug, lines, orderOfBug, verdictOf } from './loopOrder.ts';

/** As the framework's own loop spells them. */
const CODE: Readonly<Record<Line, string>> = {
  zeroGrad: 'optimizer.zeroGrad()',
  forward: 'model.forward(inputs)',
  loss: 'criterion(outputs, targets)',
  backward: 'loss.backward()',
  step: 'optimizer.step()',
};
const CARD_OF = { batch: null, forward: 'forward', backward: 'backward', update: 'step' } as const;
type Move = 'up' | 'down' | 'out';

interface Card {
  readonly element: HTMLLIElement;
  readonly state: HTMLElement;
  readonly moves: Readonly<Record<Move, HTMLButtonElement>>;
}

export class LoopLens extends Figure {
  private order: readonly Line[] = lines;
  private readonly cards = new Map<Line, Card>();
  private readonly list = document.createElement('ol');
  private readonly go = document.createElement('button');
  private readonly told = document.createElement('p');
  /** The card at which two tracks part. */
  private parting: Line | null = null;
  private dragged: Line | null = null;
  /** An order is being trained: the cards stay as they were laid. */
  private isBusy = false;
  /** The track whose order the cards show, until the reader moves one. */
  private shownOf = '';

  protected build(player: Player): void {
    const words = this.strings.figures.loopLens;
    this.list.className = 'loop-cards';
    for (const line of lines) this.cards.set(line, this.card(line));
    this.lay();
    this.go.type = 'button';
    this.go.textContent = words.go;
    this.go.addEventListener('click', () => void this.runIt(player));
    this.told.className = 'loop-told';
    this.told.setAttribute('role', 'status');
    this.append(this.list, this.go, this.told);
  }

  private card(line: Line): Card {
    const words = this.strings.figures.loopLens;
    const element = document.createElement('li');
    element.draggable = true;
    element.dataset['line'] = line;
    const code = document.createElement('code');
    code.textContent = CODE[line];
    const state = document.createElement('span');
    const button = (move: Move, text: string, said: string): HTMLButtonElement => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = 'plain';
      made.textContent = text;
      made.setAttribute('aria-label', fill(said, { line: CODE[line] }));
      made.addEventListener('click', () => this.move(line, move));
      return made;
    };
    const moves = {
      up: button('up', '↑', words.up),
      down: button('down', '↓', words.down),
      out: button('out', words.out, words.outSaid),
    };
    const tools = document.createElement('div');
    tools.append(moves.up, moves.down, moves.out);
    element.append(code, tools, state);
    element.addEventListener('dragstart', () => {
      this.dragged = line;
    });
    element.addEventListener('dragover', (event) => event.preventDefault());
    element.addEventListener('drop', (event) => {
      event.preventDefault();
      const { dragged } = this;
      if (dragged === null || dragged === line) return;
      const rest = this.order.filter((other) => other !== dragged);
      const at = this.order.indexOf(line);
      this.arrange(at < 0 ? rest : rest.toSpliced(at, 0, dragged));
    });
    return { element, state, moves };
  }

  private move(line: Line, move: Move): void {
    const at = this.order.indexOf(line);
    const rest = this.order.filter((other) => other !== line);
    if (at < 0) this.arrange([...rest, line]);
    else if (move === 'out') this.arrange(rest);
    else this.arrange(rest.toSpliced(at + (move === 'up' ? -1 : 1), 0, line));
    const { moves } = this.cards.get(line)!;
    // Whoever moves a card by keys goes on with it.
    (moves[move].disabled ? moves[move === 'up' ? 'down' : 'up'] : moves[move]).focus();
  }

  private arrange(order: readonly Line[]): void {
    this.order = order;
    this.parting = null;
    this.told.textContent = '';
    this.lay();
    this.invalidate();
  }

  /** The cards in their order, and behind them those left out. */
  private lay(): void {
    const words = this.strings.figures.loopLens;
    const out = lines.filter((line) => !this.order.includes(line));
    this.list.append(...[...this.order, ...out].map((line) => this.cards.get(line)!.element));
    for (const [line, { element, moves }] of this.cards) {
      const at = this.order.indexOf(line);
      element.classList.toggle('is-out', at < 0);
      element.classList.toggle('is-parting', line === this.parting);
      moves.up.disabled = at <= 0;
      moves.down.disabled = at < 0 || at === this.order.length - 1;
      moves.out.textContent = at < 0 ? words.back : words.out;
      moves.out.setAttribute('aria-label', fill(at < 0 ? words.backSaid : words.outSaid, { line: CODE[line] }));
    }
  }

  /** The track without its bug, and beside it the loop as it lies here, where the two are not the same. */
  private async runIt(player: Player): Promise<void> {
    const words = this.strings.figures.loopLens;
    const verdict = verdictOf(this.order);
    if (verdict.kind === 'refused') this.told.textContent = words.refused[verdict.why];
    else if (verdict.kind === 'two') this.told.textContent = words.two;
    else {
      const { tracks, focus } = player.state;
      const right: TrackSpec = { ...tracks[focus]!.spec, bugs: [], forks: [] };
      this.told.textContent = words.training;
      this.isBusy = true;
      try {
        await player.setTracks(verdict.kind === 'right' ? [right] : [right, { ...right, bugs: [verdict.id] }]);
        if (verdict.kind === 'right') this.told.textContent = words.right;
        else await this.findParting(player, verdict.id);
      } catch (error) {
        this.told.textContent = (error as Error).message;
      }
      // The same numbers may come of several orders: the cards stay as they were laid.
      const now = player.state.tracks[player.state.focus];
      this.shownOf = now === undefined ? '' : printTrack(now.spec);
      this.isBusy = false;
      this.lay();
    }
    this.invalidate();
  }

  private async findParting(player: Player, bug: LoopBug): Promise<void> {
    const words = this.strings.figures.loopLens;
    player.focusOn(1);
    const found = await player.findDifference([0, 1]);
    if (found === undefined) return;
    if (found === null) this.told.textContent = this.strings.figures.trackPanel.same;
    else {
      this.parting = CARD_OF[found.phase];
      const where = fill(this.strings.figures.trackPanel.differs[found.phase], { step: found.step, op: found.op });
      this.told.textContent = `${words.bugs[bug]} ${where}`;
      player.jumpTo(found);
    }
  }

  protected override draw({ trace, tracks, focus }: PlayerState): void {
    const { spec } = tracks[focus]!;
    const text = printTrack(spec);
    if (text !== this.shownOf && !this.isBusy) {
      this.shownOf = text;
      const bug = bugsNow(spec).find((id): id is LoopBug => Object.hasOwn(orderOfBug, id));
      this.arrange(bug === undefined ? lines : orderOfBug[bug]);
    }
    const norms = trace === null ? [] : normsOf(trace);
    const words = this.strings.figures.loopLens;
    const numbers = {
      ops: trace?.ops.length ?? 0,
      loss: numeral(trace?.loss ?? Number.NaN),
      theta: numeral(lengthOf(norms, 'before')),
      gradient: numeral(lengthOf(norms, 'gradient')),
      change: numeral(lengthOf(norms, 'change')),
    };
    // Gradients that the update did not use are not those it was given.
    const isUsed = bugsNow(spec).every((id) => id !== 'zero-after-backward' && id !== 'step-before-backward');
    for (const [line, { state }] of this.cards) {
      const said = line === 'backward' && !isUsed ? words.unseen : words.does[line];
      const now = this.order.includes(line) ? fill(said, numbers) : words.isOut;
      if (state.textContent !== now) state.textContent = now;
    }
  }

  protected override table({ trace }: PlayerState): HTMLTableElement {
    const words = this.strings.figures.loopLens;
    const rows = [...this.list.children].map((card, i) => [
      String(i + 1),
      card.querySelector('code')!.textContent ?? '',
      card.querySelector('span')!.textContent ?? '',
    ]);
    return numberTable(fill(words.tableCaption, { step: trace?.step ?? 0 }), words.columns, rows);
  }

  protected override sentence({ trace, tracks, focus }: PlayerState): string {
    const { spec } = tracks[focus]!;
    return fill(this.strings.figures.loopLens.sentence, { step: trace?.step ?? 0, track: printTrack(spec) });
  }
}

/** The length of all parameters' numbers together. */
const lengthOf = (norms: readonly ParameterNorms[], of: 'before' | 'gradient' | 'change'): number =>
  Math.sqrt(norms.reduce((sum, entry) => sum + entry[of] ** 2, 0));

customElements.define('loop-lens', LoopLens);
