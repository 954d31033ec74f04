/**
 * `<your-parts>`: the reader's accepted answers that can take part in the run around it. One click lets one in or puts ours back, and an
 * answer that fails is switched off and named: it ends its own track and nothing else.
 */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import { isAccepted } from '../../../player/answers/isAccepted.ts';
import { answersAndOptions, type OfferedPart } from '../../../player/answers/offeredParts.ts';
import { choosePart, failPart, onPartsChanged, partsChoice } from '../../../player/answers/partsChoice.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import type { TrainingRun } from '../../../player/TrainingRun.ts';
import { printTrack } from '../../../player/trackText.ts';
import { onWorkChanged } from '../../../workbench/workStore.ts';

export class YourParts extends HTMLElement {
  private player: Player | null = null;
  private readonly words = stringsFor(document.documentElement.lang).yours;
  private stops: (() => void)[] = [];
  /** Endings that were told of: a track is named once. */
  private readonly told = new Set<string>();
  private said: HTMLElement | null = null;

  connectedCallback(): void {
    void this.start();
  }

  disconnectedCallback(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  private get parts(): readonly OfferedPart[] {
    return JSON.parse(this.dataset['parts'] ?? '[]') as readonly OfferedPart[];
  }

  private async start(): Promise<void> {
    await customElements.whenDefined('training-run');
    this.player = (await this.closest<TrainingRun>('training-run')?.ready.catch(() => null)) ?? null;
    if (this.player === null) return;
    this.stops = [
      onPartsChanged(() => this.show()),
      onWorkChanged(() => this.show()),
      this.player.subscribe((state, changed) => {
        if (!changed.has('tracks') && !changed.has('focus')) return;
        this.watchEndings(state);
        this.show();
      }),
    ];
  }

  /** An answer that ended its track is switched off for whatever runs next. */
  private watchEndings({ tracks }: PlayerState): void {
    for (const { spec, ending } of tracks) {
      if (ending?.answer === undefined) continue;
      const track = printTrack(spec);
      const key = `${track} ${ending.step}`;
      if (this.told.has(key)) continue;
      this.told.add(key);
      failPart(ending.answer, { track, step: ending.step, message: ending.message });
    }
  }

  private show(): void {
    const solved = this.parts.filter(({ slug }) => isAccepted(slug));
    const ended = this.player!.state.tracks.find(({ ending }) => ending?.answer !== undefined);
    this.hidden = solved.length === 0 && ended === undefined;
    if (this.hidden) return;
    if (this.said === null) this.build();
    const list = this.querySelector('ul')!;
    // The list is made anew only when it says something else: a box that was just clicked keeps its focus.
    const { answers } = this.focused;
    const { failed } = partsChoice();
    const content = JSON.stringify([solved, answers, failed]);
    if (list.dataset['content'] !== content) {
      const held = (document.activeElement as HTMLElement | null)?.dataset['slug'];
      list.dataset['content'] = content;
      list.replaceChildren(...solved.map((part) => this.row(part, answers.includes(part.slug), failed[part.slug])));
      if (held !== undefined) list.querySelector<HTMLInputElement>(`[data-slug="${held}"]`)?.focus();
    }
    const back = this.querySelector<HTMLButtonElement>('[data-part="back"]')!;
    back.hidden = ended === undefined;
    const { ending } = ended ?? {};
    const sentence =
      ending === null || ending === undefined
        ? ''
        : fill(this.words.ended, { answer: ending.answer!, step: ending.step, message: ending.message });
    if (this.said!.textContent !== sentence && sentence !== '') this.said!.textContent = sentence;
  }

  private build(): void {
    const heading = document.createElement('p');
    heading.className = 'your-parts-head';
    const link = document.createElement('a');
    link.href = this.dataset['yours'] ?? '';
    link.textContent = this.words.title;
    heading.append(`${this.words.inThisRun} `, link);
    const list = document.createElement('ul');
    this.said = document.createElement('span');
    this.said.setAttribute('role', 'status');
    const back = document.createElement('button');
    back.type = 'button';
    back.dataset['part'] = 'back';
    back.textContent = this.words.putOursBack;
    back.addEventListener('click', () => void this.putOursBack());
    const foot = document.createElement('p');
    foot.className = 'your-parts-foot';
    foot.append(this.said, ' ', back);
    this.append(heading, list, foot);
  }

  private row(
    { slug, title, place }: OfferedPart,
    isOn: boolean,
    failure: { step: number } | undefined,
  ): HTMLLIElement {
    const row = document.createElement('li');
    const label = document.createElement('label');
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = isOn;
    box.dataset['slug'] = slug;
    box.addEventListener('change', () => void this.choose(slug, box.checked));
    const code = document.createElement('code');
    code.textContent = place;
    label.append(box, code, ` ${fill(this.words.from, { exercise: title })}`);
    row.append(label);
    if (failure !== undefined) {
      const note = document.createElement('span');
      note.className = 'your-parts-failed';
      note.textContent = fill(this.words.failedAt, { step: failure.step });
      row.append(note);
    }
    return row;
  }

  private get focused() {
    const { tracks, focus } = this.player!.state;
    return (tracks[focus] ?? tracks[0]!).spec;
  }

  /** Of two with one place the one chosen last stays. */
  private async choose(slug: string, takesPart: boolean): Promise<void> {
    const chosen = this.parts.find((part) => part.slug === slug)!;
    const rivals = this.parts.filter((part) => part.place === chosen.place && part.slug !== slug);
    if (takesPart) for (const rival of rivals) choosePart(rival.slug, false);
    choosePart(slug, takesPart);
    const { answers } = this.focused;
    const kept = this.parts.filter((part) => answers.includes(part.slug) && part.place !== chosen.place);
    await this.use(takesPart ? [...kept, chosen] : kept);
  }

  /** Every track that ended by an answer of the reader's runs with ours in that place. */
  private async putOursBack(): Promise<void> {
    const specs = this.player!.state.tracks.map(({ spec, ending }) =>
      ending?.answer === undefined ? spec : { ...spec, answers: spec.answers.filter((slug) => slug !== ending.answer) },
    );
    this.said!.textContent = '';
    await this.attempt(() => this.player!.setTracks(specs));
  }

  private use(parts: readonly OfferedPart[]): Promise<void> {
    this.said!.textContent = '';
    return this.attempt(() => this.player!.useAnswers(...answersAndOptions(parts)));
  }

  /** A refusal is a sentence; everything else stays as it was. */
  private async attempt(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      const { message, hint = '' } = error as { message: string; hint?: string };
      this.said!.textContent = hint === '' ? message : `${message}: ${hint}`;
      this.querySelector('ul')!.dataset['content'] = '';
      this.show();
    }
  }
}

customElements.define('your-parts', YourParts);
