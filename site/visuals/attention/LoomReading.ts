/**
 * One look, read: the sequence shaded by the weights of one place, whom it attends to with the values that are mixed, and what the network
 * expects there. A part of the loom, not a figure.
 */
import { fill } from '../../i18n/fill.ts';
import type { Strings } from '../../i18n/index.ts';
import type { StepTrace } from '../../player/protocol.ts';
import {
  guessesAt,
  guessesTokens,
  type Look,
  type Loom,
  looksOf,
  mixAt,
  placeIn,
  realPlaces,
  valueAt,
} from '../parts/cells/loom.ts';
import { signedColor } from '../parts/cells/paintPlane.ts';
import { numeral, scaleOf, signPalette } from '../parts/ink.ts';
import { percent } from '../parts/percent.ts';
import type { LoomCell } from './loomLayout.ts';
import { tokenText } from './tokenText.ts';

/** The rest of a row, or of what is expected, is in the table. */
const LOOKS = 5;
const GUESSES = 6;

export interface LoomMoment {
  readonly trace: StepTrace;
  readonly loom: Loom;
  readonly chosen: LoomCell;
  readonly tokens: readonly string[];
  /** Of those who look. */
  readonly asking: readonly string[];
  readonly places: number;
  readonly vocabulary: readonly string[] | undefined;
}

export class LoomReading {
  readonly element = part('div', 'loom-reading');
  private readonly strings: Strings;
  private readonly text = part('p', 'loom-text');
  private readonly readout = part('p', 'loom-readout');
  private readonly lookHead = part('p', 'loom-heading');
  private readonly looks = part('ol', 'loom-looks');
  private readonly guessHead = part('p', 'loom-heading');
  private readonly guesses = part('ol', 'loom-guesses');

  /** @param onChoose the reader pointed at a place of the text */
  constructor(strings: Strings, onChoose: (query: number) => void) {
    this.strings = strings;
    this.readout.setAttribute('aria-live', 'polite');
    this.text.setAttribute('aria-hidden', 'true');
    this.text.addEventListener('click', (event) => {
      const place = [...this.text.children].indexOf(event.target as HTMLElement);
      if (place >= 0) onChoose(place);
    });
    const look = part('div', 'loom-look');
    look.append(this.lookHead, this.looks);
    const guess = part('div', 'loom-guess');
    guess.append(this.guessHead, this.guesses);
    this.element.append(this.text, this.readout, look, guess);
  }

  draw(moment: LoomMoment): void {
    const { loom, chosen, asking } = moment;
    const words = this.strings.figures.attentionLoom;
    const looks = looksOf(loom, chosen.head, chosen.query);
    this.drawText(moment, looks);
    this.readout.textContent = this.readoutText(moment);
    const said = { token: asking[chosen.query]!, place: chosen.query + 1, head: chosen.head + 1 };
    this.lookHead.textContent = looks === null ? words.notKept : fill(words.attends, said);
    this.drawLooks(moment, looks ?? []);
    this.drawGuesses(moment);
  }

  /** Every place of the sequence, shaded by how much of the look it gets. */
  private drawText({ chosen, tokens, loom }: LoomMoment, looks: readonly Look[] | null): void {
    const count = realPlaces(loom);
    const isItself = loom.asking === loom.tokens;
    while (this.text.children.length > count) this.text.lastElementChild!.remove();
    while (this.text.children.length < count) this.text.append(document.createElement('span'));
    this.text.classList.toggle(
      'is-letters',
      tokens.every((token) => [...token].length === 1),
    );
    const largest = looks?.[0]?.weight ?? 0;
    const shares = new Map(looks?.map(({ key, weight }) => [key, largest > 0 ? weight / largest : 0]));
    for (const [place, span] of ([...this.text.children] as HTMLElement[]).entries()) {
      span.textContent = tokens[place]!;
      span.style.setProperty('--share', String(shares.get(place) ?? 0));
      span.classList.toggle('is-query', isItself && place === chosen.query);
      span.classList.toggle('is-masked', loom.mask !== null && !loom.mask(chosen.query, place));
    }
  }

  private readoutText({ loom, chosen, tokens, asking }: LoomMoment): string {
    const words = this.strings.figures.attentionLoom;
    const { head, query, key } = chosen;
    const place = placeIn(loom, head, query, key);
    const text = (values: ArrayLike<number> | null): string =>
      values === null ? words.notKept : numeral(values[place]!);
    const { weights, scores, weightGradients, scoreGradients } = loom.numbers;
    const about = { head: head + 1, query: query + 1, key: key + 1, from: asking[query]!, to: tokens[key]! };
    if (loom.mask !== null && !loom.mask(query, key)) return fill(words.readoutMasked, about);
    return fill(words.readout, {
      ...about,
      weight: text(weights),
      score: text(scores),
      weightGradient: text(weightGradients),
      scoreGradient: text(scoreGradients),
    });
  }

  private drawLooks({ trace, loom, chosen: { head, query }, tokens }: LoomMoment, looks: readonly Look[]): void {
    const words = this.strings.figures.attentionLoom;
    const shown = looks.slice(0, LOOKS);
    const vectors = shown.map(({ key }) => valueAt(trace, loom, head, key));
    const mix = mixAt(trace, loom, head, query);
    const scale = scaleOf([...vectors, mix].flatMap((vector) => vector ?? []));
    const rows: HTMLElement[] = shown.map(({ key, weight }, i) => {
      const row = document.createElement('li');
      row.append(
        word('b', `${tokens[key]} `, word('small', fill(words.at, { place: key + 1 }))),
        bar(weight),
        word('span', numeral(weight, 3)),
        this.vector(vectors[i] ?? null, scale),
      );
      return row;
    });
    if (shown.length > 0) {
      const row = part('li', 'loom-mix');
      row.append(
        word('span', looks.length > shown.length ? fill(words.mixOfMore, { count: looks.length }) : words.mix),
        this.vector(mix, scale),
      );
      rows.push(row);
    }
    this.looks.replaceChildren(...rows);
  }

  private vector(values: readonly number[] | null, scale: number): HTMLElement {
    const strip = part('i', 'loom-vector');
    if (values === null) {
      strip.textContent = this.strings.figures.attentionLoom.notKept;
      return strip;
    }
    const palette = signPalette(this.element);
    for (const value of values) {
      const cell = document.createElement('i');
      cell.style.background = signedColor(value, scale, palette);
      cell.title = numeral(value);
      strip.append(cell);
    }
    return strip;
  }

  private drawGuesses({ trace, loom: { firstSaid }, chosen: { query }, vocabulary }: LoomMoment): void {
    const words = this.strings.figures.attentionLoom;
    const guesses = firstSaid === null ? null : guessesAt(trace, query);
    const ofTokens = guessesTokens(trace);
    this.guessHead.textContent =
      guesses === null ? '' : ofTokens ? fill(words.expects, { place: query + 1 }) : words.judges;
    const rows = (guesses ?? []).slice(0, GUESSES).map(({ token, probability, isRight }) => {
      const row = document.createElement('li');
      const name = ofTokens ? tokenText(token + (firstSaid ?? 0), vocabulary) : fill(words.class, { class: token });
      row.append(word('b', name), bar(probability), word('span', percent(probability)));
      row.append(word('small', isRight ? words.right : ''));
      row.classList.toggle('is-right', isRight);
      return row;
    });
    this.guesses.replaceChildren(...rows);
  }
}

function part(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function word(tag: string, text: string, ...inside: HTMLElement[]): HTMLElement {
  const element = document.createElement(tag);
  element.append(text, ...inside);
  return element;
}

function bar(share: number): HTMLElement {
  const element = part('i', 'loom-bar');
  element.style.setProperty('--share', String(share));
  return element;
}
