/**
 * `<track-panel>`: the tracks of the page's timeline. Turn a knob, switch a bug on or choose a cut, and start over with it, put it beside what
 * is there, or let it go its own way from the shown step on; all tracks then move together. Their losses stand over one axis, and it finds the first
 * operation at which two of them differ. The form was written by the build, from the knobs that the run declares.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState, TrackState } from '../../../player/Player.ts';
import { type Edit, optionsNow, type TrackSpec } from '../../../player/TrackSpec.ts';
import { printTrack } from '../../../player/trackText.ts';
import { drawLossLines, lineKinds } from '../../parts/curves/lossLines.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type CutChoice, cutChoices } from './cutChoices.ts';
import { fillForm, readForm } from './knobForm.ts';

const HEIGHT = 220;

export class TrackPanel extends Figure {
  private form: HTMLFormElement | null = null;
  private list: HTMLElement | null = null;
  private said: HTMLElement | null = null;
  private canvas: HTMLCanvasElement | null = null;
  private difference: HTMLButtonElement | null = null;
  private cut: HTMLSelectElement | null = null;
  /** What can be cut in the shown step, in the order of the form; filled when somebody comes near it, for it may be long. */
  private cuts: readonly CutChoice[] = [];
  private cutsText = '';
  /** The track the form was filled for: it is not filled again while the reader turns something. */
  private filledFor = '';

  protected build(player: Player): void {
    this.form = this.querySelector('form');
    this.list = this.querySelector('[data-part="tracks"]');
    this.said = this.querySelector('[data-part="said"]');
    this.canvas = this.querySelector('canvas');
    this.difference = this.querySelector('[data-part="difference"]');
    this.cut = this.querySelector('[data-cut]');
    this.form?.addEventListener('submit', (event) => event.preventDefault());
    for (const comes of ['pointerenter', 'focusin'] as const)
      this.form?.addEventListener(comes, () => this.offerCuts(player.state));
    const act = (part: string, run: () => Promise<void>): void => {
      const button = this.querySelector<HTMLButtonElement>(`[data-part="${part}"]`);
      if (button === null) return;
      button.disabled = false;
      button.addEventListener('click', () => void this.attempt(run));
    };
    act('restart', () => this.restart(player));
    act('beside', () => this.addBeside(player));
    act('fork', () => this.fork(player));
    act('difference', () => this.findDifference(player));
  }

  /** A refusal is a sentence beside the buttons; everything else stays as it was. */
  private async attempt(run: () => Promise<void>): Promise<void> {
    this.tell('');
    try {
      await run();
    } catch (error) {
      const { message, hint = '' } = error as { message: string; hint?: string };
      this.tell(hint === '' ? message : `${message}: ${hint}`);
    }
  }

  private tell(text: string): void {
    if (this.said !== null) this.said.textContent = text;
  }

  /** What the form asks for, as a track of the same seed without a past of its own. */
  private asked({ state }: Player): TrackSpec {
    const { spec } = state.tracks[state.focus]!;
    const options = this.form === null ? {} : readForm(this.form);
    const bug = this.form?.querySelector<HTMLSelectElement>('[data-bug]')?.value ?? '';
    const { chosenCut } = this;
    // From the beginning on is a fork, too: before its first step.
    const forks = chosenCut === null ? [] : [{ at: 0, edits: [chosenCut] }];
    return { ...spec, options, bugs: bug === '' ? [] : [bug], forks };
  }

  private get chosenCut(): CutChoice | null {
    return this.cut === null || this.cut.value === '' ? null : (this.cuts[Number(this.cut.value)] ?? null);
  }

  /** What the shown step and the selected number offer to cut; what was chosen stays chosen while it is offered. */
  private offerCuts({ trace, selection }: PlayerState): void {
    if (this.cut === null || trace === null) return;
    const cuts = cutChoices(trace, selection);
    const text = JSON.stringify(cuts);
    if (text === this.cutsText) return;
    const chosen = JSON.stringify(this.chosenCut);
    this.cuts = cuts;
    this.cutsText = text;
    const options = cuts.map((cut, place) => new Option(this.cutText(cut), String(place)));
    this.cut.replaceChildren(this.cut.options[0]!, ...options);
    const place = cuts.findIndex((cut) => JSON.stringify(cut) === chosen);
    this.cut.value = place < 0 ? '' : String(place);
  }

  private cutText(cut: CutChoice): string {
    const words = this.strings.figures.trackPanel.cuts;
    if (cut.kind === 'detach') return fill(words.detach, { layer: cut.layer });
    if (cut.kind === 'ablate') return fill(words.ablate, { layer: cut.layer, head: cut.head + 1 });
    if (cut.kind === 'freeze') return fill(words.freeze, { parameter: cut.parameter });
    if (cut.kind === 'set') return fill(words.set, { cell: `${cut.parameter}[${cut.index.join(', ')}]` });
    return cut.kind === 'skip' ? fill(words.skip, { example: cut.example }) : words.examineByBatch;
  }

  private async restart(player: Player): Promise<void> {
    const specs = player.state.tracks.map(({ spec }) => spec);
    await player.setTracks(specs.with(player.state.focus, this.asked(player)), 0);
  }

  private async addBeside(player: Player): Promise<void> {
    const words = this.strings.figures.trackPanel;
    if (!player.hasRoom) return this.tell(words.full);
    const spec = this.asked(player);
    if (player.state.tracks.some((track) => printTrack(track.spec) === printTrack(spec))) return this.tell(words.twin);
    await player.addTrack(spec);
  }

  /** Only what differs from the track as it is now can be an edit. */
  private async fork(player: Player): Promise<void> {
    const words = this.strings.figures.trackPanel;
    if (!player.hasRoom) return this.tell(words.full);
    const { spec } = player.state.tracks[player.state.focus]!;
    const now = optionsNow(spec);
    const asked = this.asked(player);
    const edits = Object.entries(asked.options)
      .filter(([key, value]) => now[key] !== value)
      .map(([key, value]): Edit => ({ kind: 'option', key, value }));
    const { chosenCut } = this;
    if (chosenCut !== null) edits.push(chosenCut);
    if (edits.length === 0) return this.tell(words.nothingTurned);
    await player.fork(edits);
  }

  private async findDifference(player: Player): Promise<void> {
    const words = this.strings.figures.trackPanel;
    this.tell(words.comparing);
    const { focus } = player.state;
    const found = await player.findDifference(focus === 0 ? [0, 1] : [0, focus]);
    if (found === undefined) return this.tell('');
    if (found === null) return this.tell(words.same);
    this.tell(fill(words.differs[found.phase], { step: found.step, op: found.op }));
    player.jumpTo(found);
  }

  protected override draw(state: PlayerState): void {
    if (this.canvas === null || this.list === null) return;
    const { tracks, focus } = state;
    const { spec } = tracks[focus]!;
    const text = printTrack(spec);
    if (this.form !== null && text !== this.filledFor) {
      this.filledFor = text;
      fillForm(this.form, optionsNow(spec));
      const bug = this.form.querySelector<HTMLSelectElement>('[data-bug]');
      if (bug !== null) bug.value = spec.bugs[0] ?? '';
      if (this.cut !== null) this.cut.value = '';
    }
    if (this.difference !== null) this.difference.hidden = tracks.length < 2;
    this.drawLegend(state);
    const width = this.canvas.parentElement!.clientWidth;
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    const { font, fontSize } = getComputedStyle(this);
    context.font = font;
    const words = this.strings.figures.trackPanel;
    drawLossLines(context, this, tracks, { width, height: HEIGHT, em: Number.parseFloat(fontSize) }, words);
  }

  private drawLegend({ tracks, focus }: PlayerState): void {
    const list = this.list!;
    while (list.children.length > tracks.length) list.lastElementChild!.remove();
    while (list.children.length < tracks.length) list.append(this.makeRow(list.children.length));
    const words = this.strings.figures.trackPanel;
    for (const [place, track] of tracks.entries()) {
      const row = list.children[place] as HTMLElement;
      row.toggleAttribute('data-focus', place === focus);
      const name = row.querySelector<HTMLButtonElement>('[data-part="name"]')!;
      name.textContent = printTrack(track.spec);
      name.setAttribute('aria-pressed', String(place === focus));
      row.querySelector('[data-part="loss"]')!.textContent = lossText(track, words);
      row.querySelector<HTMLButtonElement>('[data-part="remove"]')!.hidden = tracks.length === 1;
    }
  }

  private makeRow(place: number): HTMLElement {
    const words = this.strings.figures.trackPanel;
    const row = document.createElement('li');
    const line = document.createElement('i');
    line.style.setProperty('--line', `var(${lineKinds[place % lineKinds.length]!.color})`);
    line.dataset['kind'] = String(place % lineKinds.length);
    const name = document.createElement('button');
    name.type = 'button';
    name.className = 'plain';
    name.dataset['part'] = 'name';
    name.addEventListener('click', () => this.player?.focusOn(place));
    const loss = document.createElement('span');
    loss.dataset['part'] = 'loss';
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'plain';
    remove.dataset['part'] = 'remove';
    remove.textContent = words.remove;
    remove.addEventListener('click', () => void this.attempt(() => this.player!.removeTrack(place)));
    row.append(line, name, loss, remove);
    return row;
  }

  protected override table({ tracks }: PlayerState): HTMLTableElement {
    const words = this.strings.figures.trackPanel;
    const rows = tracks.map((track) => [
      printTrack(track.spec),
      String(track.trace?.step ?? '–'),
      lossText(track, words),
      track.ending === null ? '' : track.ending.message,
    ]);
    return numberTable(words.tableCaption, words.columns, rows);
  }

  protected override sentence({ tracks, focus }: PlayerState): string {
    const words = this.strings.figures.trackPanel;
    const track = tracks[focus]!;
    const ended =
      track.ending === null ? '' : ` ${fill(words.ended, { step: track.ending.step, message: track.ending.message })}`;
    const values = { count: tracks.length, track: printTrack(track.spec) };
    return fill(tracks.length === 1 ? words.one : words.several, values) + ended;
  }
}

const lossText = ({ trace }: TrackState, words: { readonly lossNow: string }): string =>
  trace === null ? '' : fill(words.lossNow, { loss: numeral(trace.loss) });

customElements.define('track-panel', TrackPanel);
