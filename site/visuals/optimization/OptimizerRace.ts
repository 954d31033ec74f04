/**
 * `<optimizer-race>`: up to four learning rules from the same start, over the surface they roll down or, of a real network, by what they read
 * right of examples that nobody trained on. Under it the step that each of them makes, taken apart along its own direction: this gradient,
 * memory, decay, and by how much the rule has scaled the gradient. One tab stop: arrows left and right choose the parameter.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState, TrackState } from '../../player/Player.ts';
import { printTrack } from '../../player/trackText.ts';
import { lineKinds } from '../parts/curves/lossLines.ts';
import type { Drawn } from '../parts/drawn.ts';
import { Figure } from '../parts/Figure.ts';
import { numeral, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { percent } from '../parts/percent.ts';
import { paintScores, paintSurface, type Racer } from './paintRace.ts';
import { ballOf, type Lane, laneOf, rolled, scopesOf } from './race.ts';
import { racersOf } from './racers.ts';

const LARGEST_SIDE = 480;
const SCORES_HEIGHT = 300;
const METRIC = 'accuracy';
/** Nearer to 1 the gradient goes in as it is; float32 has no more digits. */
const UNSCALED = 1e-4;
/** A setting as it was written: 0.3, not 0.300. */
const setting = (value: number): string => String(Number(value.toPrecision(3)));

interface Runner {
  readonly place: number;
  readonly track: TrackState;
  readonly lane: Lane | null;
}

export class OptimizerRace extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly heading = document.createElement('p');
  private readonly lanes = document.createElement('ol');
  private readonly scopes = document.createElement('div');
  private readonly line = document.createElement('button');
  private readonly told = document.createElement('p');
  private scope: string | null = null;

  protected build(player: Player): void {
    const words = this.strings.figures.optimizerRace;
    player.observe('surface');
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-label', words.label);
    this.canvas.addEventListener('keydown', (event) => this.key(event));
    this.heading.className = 'race-title';
    this.lanes.className = 'race-lanes';
    this.lanes.setAttribute('aria-label', words.lanes);
    this.scopes.className = 'figure-controls';
    this.scopes.setAttribute('role', 'group');
    this.scopes.setAttribute('aria-label', words.scope);
    this.line.type = 'button';
    this.line.textContent = words.lineUp;
    this.line.addEventListener('click', () => void this.lineUp(player));
    this.told.className = 'race-told';
    this.told.setAttribute('role', 'status');
    const start = document.createElement('div');
    start.className = 'race-start';
    start.append(this.line, this.told);
    const [course, steps] = [document.createElement('div'), document.createElement('div')];
    course.append(this.heading, this.canvas);
    steps.append(this.scopes, this.lanes);
    this.append(start, course, steps);
  }

  /** All rules at the start; the reader says when they go. */
  private async lineUp(player: Player): Promise<void> {
    const { spec } = player.state.tracks[0]!;
    this.told.textContent = '';
    try {
      await player.setTracks(racersOf(spec.run, spec.seed), 0);
      this.told.textContent = this.strings.figures.optimizerRace.ready;
    } catch (error) {
      this.told.textContent = (error as Error).message;
    }
  }

  protected override draw(state: PlayerState): void {
    const { trace, tracks, focus } = state;
    if (trace === null) return;
    this.line.hidden = racersOf(trace.run, trace.seed).length === 0;
    const scopes = scopesOf(trace);
    if (!scopes.includes(this.scope)) this.scope = null;
    this.drawScopes(scopes);
    const style = getComputedStyle(this);
    const em = Number.parseFloat(style.fontSize);
    const words = this.strings.figures.optimizerRace;
    const racers = racersIn(state);
    const width = this.canvas.parentElement!.clientWidth;
    const isSurface = racers.length > 0;
    const side = Math.min(width, LARGEST_SIDE);
    const context = isSurface
      ? prepareCanvas(this.canvas, side, side + 0.6 * em)
      : prepareCanvas(this.canvas, width, SCORES_HEIGHT);
    context.font = `${0.93 * em}px ${style.fontFamily}`;
    this.heading.textContent = isSurface ? words.surface : words.scores;
    if (isSurface) paintSurface(context, this, racers, { focus, room: { side, em } });
    else {
      const room = { metric: METRIC, steps: state.totalSteps, width, height: SCORES_HEIGHT, em, step: words.step };
      paintScores(context, this, tracks, room);
    }
    this.drawLanes(this.runners(state), focus);
  }

  private drawScopes(scopes: readonly (string | null)[]): void {
    const words = this.strings.figures.optimizerRace;
    if (this.scopes.children.length !== scopes.length) {
      this.scopes.replaceChildren(
        ...scopes.map((scope) => {
          const button = document.createElement('button');
          button.type = 'button';
          button.className = 'plain';
          button.textContent = scope ?? words.all;
          button.addEventListener('click', () => this.lookAt(scope));
          return button;
        }),
      );
    }
    for (const [place, button] of [...this.scopes.children].entries())
      button.setAttribute('aria-pressed', String(scopes[place] === this.scope));
  }

  private lookAt(scope: string | null): void {
    this.scope = scope;
    this.invalidate();
  }

  private runners({ tracks }: PlayerState): Runner[] {
    return tracks.map((track, place) => ({
      place,
      track,
      lane: track.trace === null ? null : laneOf(track.trace, this.scope),
    }));
  }

  /** A row of bars a track, all on one scale: they start where the part before them ended, and end at |Δθ|. */
  private drawLanes(runners: readonly Runner[], focus: number): void {
    const [from, to] = reach(runners);
    const share = (value: number): string => `${to > from ? ((value - from) / (to - from)) * 100 : 0}%`;
    const rows = runners.map(({ place, track, lane }) => {
      const row = document.createElement('li');
      row.style.setProperty('--line', `var(${lineKinds[place % lineKinds.length]!.color})`);
      row.toggleAttribute('data-focus', place === focus);
      row.append(this.head(place, track, lane));
      let at = 0;
      for (const { name, along } of lane?.parts ?? []) {
        row.append(this.bar(name, along, [share(Math.min(at, at + along)), share(Math.max(at, at + along)), share(0)]));
        at += along;
      }
      return row;
    });
    this.lanes.replaceChildren(...rows);
  }

  private head(place: number, track: TrackState, lane: Lane | null): HTMLElement {
    const words = this.strings.figures.optimizerRace;
    const head = document.createElement('p');
    const line = document.createElement('i');
    line.dataset['kind'] = String(place % lineKinds.length);
    const name = document.createElement('b');
    name.textContent = this.nameOf(track, lane);
    const said = document.createElement('span');
    said.textContent = lane === null ? words.notKept : this.laneText(lane);
    head.append(line, name, said);
    return head;
  }

  private nameOf({ spec }: TrackState, lane: Lane | null): string {
    if (lane === null) return printTrack(spec);
    const words = this.strings.figures.optimizerRace;
    const [optimizer, lr] = [lane.optimizer, setting(lane.lr)];
    if (lane.momentum === 0) return fill(words.name, { optimizer, lr });
    return fill(words.nameMomentum, { optimizer, lr, momentum: setting(lane.momentum) });
  }

  private laneText({ change, scale, angle }: Lane): string {
    const words = this.strings.figures.optimizerRace;
    const text = fill(words.lane, { change: numeral(change, 3), angle: Number.isNaN(angle) ? '–' : angle.toFixed(0) });
    return scale === null || Math.abs(scale - 1) < UNSCALED
      ? text
      : `${text} ${fill(words.scale, { scale: numeral(scale, 3) })}`;
  }

  private bar(name: string, along: number, [left, right, zero]: readonly [string, string, string]): HTMLElement {
    const words: Readonly<Record<string, string>> = this.strings.figures.optimizerRace.parts;
    const row = document.createElement('p');
    row.className = 'race-part';
    const label = document.createElement('span');
    label.textContent = words[name] ?? name;
    const track = document.createElement('span');
    track.className = 'race-bar';
    track.style.setProperty('--zero', zero);
    const filled = document.createElement('i');
    filled.dataset['part'] = name;
    filled.style.insetInlineStart = left;
    filled.style.width = `calc(${right} - ${left})`;
    track.append(filled);
    const value = document.createElement('span');
    value.textContent = numeral(along, 3);
    row.append(label, track, value);
    return row;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const trace = this.player?.state.trace;
    if (event.key === 'Escape') this.canvas.blur();
    else if (by !== undefined && trace) {
      const scopes = scopesOf(trace);
      this.lookAt(scopes[(scopes.indexOf(this.scope) + by + scopes.length) % scopes.length] ?? null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  override drawn(state: PlayerState): readonly Drawn[] {
    const { trace } = state;
    if (trace === null) return [];
    return trace.updates.flatMap(({ label }) => {
      const lane = laneOf(trace, label);
      return lane === null
        ? []
        : [
            { id: `norm ${label} gradient`, value: lane.gradient },
            { id: `norm ${label} change`, value: lane.change },
          ];
    });
  }

  protected override table(state: PlayerState): HTMLTableElement {
    const words = this.strings.figures.optimizerRace;
    const rows = this.runners(state).map(({ track, lane }) => {
      const part = (name: string): string => {
        const found = lane?.parts.find((entry) => entry.name === name);
        return found === undefined ? '–' : numeral(found.along);
      };
      return [
        printTrack(track.spec),
        String(track.trace?.step ?? '–'),
        ...(lane === null ? ['–', '–'] : [numeral(lane.gradient), numeral(lane.change)]),
        ...['gradient', 'memory', 'decay'].map(part),
        lane === null || lane.scale === null ? '–' : numeral(lane.scale),
        this.standing(track, state),
      ];
    });
    const caption = fill(words.tableCaption, { scope: this.scope ?? words.all });
    return numberTable(caption, words.columns, rows);
  }

  /** Where a track is: its height on the surface, or what it read right in its last examination. */
  private standing({ trace, metrics, evaluations, ending }: TrackState, state: PlayerState): string {
    const words = this.strings.figures.optimizerRace;
    if (ending !== null) return fill(words.ended, { step: ending.step });
    const step = trace?.step ?? 0;
    if (racersIn(state).length > 0) {
      const height = trace?.metrics['height'] ?? metrics[step]?.metrics['height'];
      return height === undefined ? '–' : fill(words.height, { height: numeral(height, 3) });
    }
    const last = evaluations.findLast((entry) => entry.step <= step + 1)?.metrics[METRIC];
    return last === undefined ? words.unexamined : fill(words.score, { score: percent(last) });
  }

  protected override sentence(state: PlayerState): string {
    const words = this.strings.figures.optimizerRace;
    const said = this.runners(state).map(({ track, lane }) =>
      fill(words.runner, {
        name: this.nameOf(track, lane),
        step: track.trace?.step ?? 0,
        standing: this.standing(track, state),
      }),
    );
    return `${said.join(' ')} ${words.explain}`;
  }
}

/** Tracks on a surface; none where the run is a real network. */
const racersIn = ({ tracks }: PlayerState): Racer[] =>
  tracks.flatMap(({ trace, metrics }, place) => {
    const ball = trace && ballOf(trace);
    return trace === null || ball === null ? [] : [{ place, ball, way: rolled(metrics, trace.step) }];
  });

/** From the lowest to the highest end of any bar, with zero. */
function reach(runners: readonly Runner[]): readonly [number, number] {
  let [from, to] = [0, 0];
  for (const { lane } of runners) {
    let at = 0;
    for (const { along } of lane?.parts ?? []) {
      at += along;
      if (Number.isFinite(at)) [from, to] = [Math.min(from, at), Math.max(to, at)];
    }
  }
  return [from, to];
}

customElements.define('optimizer-race', OptimizerRace);
