/**
 * `<predict-question>`: the reader says what will be, and the run answers. The answer comes from the state that is on screen, so it follows
 * the reader to other steps and other settings; the guess is remembered in this browser. Nothing waits for it: "Show me" opens everything.
 */
import type { Player, PlayerState } from '../../player/Player.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack, printTrack } from '../../player/trackText.ts';
import { whenMeasured } from '../optimization/machineTimes.ts';
import { Figure } from '../parts/Figure.ts';
import type { Measure } from './Measure.ts';
import { QuestionForm } from './QuestionForm.ts';

/** A question loads the measures of its own topic: those of all lessons weigh more than the rest of its code. */
const topics = import.meta.glob<Record<string, Record<string, Measure>>>('./*Measures.ts');

export class PredictQuestion extends Figure {
  private form: QuestionForm | null = null;
  private measure: Measure | null = null;

  protected build(_player: Player): void {
    this.form = new QuestionForm(this, () => this.invalidate());
    whenMeasured(() => this.invalidate());
    void this.load();
  }

  private async load(): Promise<void> {
    const { topic = '', measure = '' } = this.dataset;
    const file = await topics[`./${topic}.ts`]?.();
    this.measure = file?.[topic]?.[measure] ?? null;
    this.invalidate();
  }

  protected draw(state: PlayerState): void {
    this.form?.draw(this.measured(state));
  }

  /** null where other tracks stand on the page than those that were asked about. */
  private measured(state: PlayerState): number | null {
    const { tracks } = this.dataset;
    const shown = state.tracks.map(({ spec }) => inOneOrder(spec)).join('~');
    const isAsked = tracks === undefined || tracks.split('~').map(asOpened).join('~') === shown;
    return isAsked && this.measure !== null ? this.measure(state) : null;
  }
}

/** A track's text with its options in one order, whatever order a link has them in. */
const inOneOrder = (spec: TrackSpec): string =>
  printTrack({ ...spec, options: Object.fromEntries(Object.entries(spec.options).sort()) });

function asOpened(text: string): string {
  const spec = parseTrack(text);
  return typeof spec === 'string' ? text : inOneOrder(spec);
}

customElements.define('predict-question', PredictQuestion);
