/** A line to type in, and what the network says to it: what comes next, what belongs in each place, or what the whole is. */
import { Generator, splitWords, tensor } from '#framework';
import { fill } from '../../../i18n/fill.ts';
import type { TextFacts } from '../facts.ts';
import type { Stage } from '../runtime.ts';
import { Bars, element, softmax } from './elements.ts';

const SHOWN = 8;
/** No text that goes on by itself gets longer. */
const LONGEST = 400;

export function mountText({ root, words, answer }: Stage, facts: TextFacts): void {
  const { vocabulary, length, areWords, edge, output, isExact } = facts;
  const places = new Map(vocabulary.map((token, place) => [token, place]));
  const line = element('textarea', { id: 'text', rows: '3', spellcheck: 'false', autocapitalize: 'off' });
  line.value = facts.example;
  const note = element('p', { class: 'note', 'aria-live': 'polite' });
  const said = element('output', { class: 'said', for: 'text' });
  const bars =
    output === 'places'
      ? null
      : new Bars(output === 'next' ? words.next : words.answer, [
          output === 'next' ? words.next : words.answer,
          words.certainty,
        ]);
  const goOn = element('button', { type: 'button' }, words.goOn);
  const letters = vocabulary.filter((token, place) => place !== edge && token.length === 1).map(nameOf);
  const hint = areWords ? words.typeWords : fill(words.typeHint, { letters: letters.join(' ') });
  root.append(
    element(
      'div',
      { class: 'side' },
      element('label', { for: 'text' }, words.type),
      line,
      element('p', { class: 'note' }, isExact ? `${hint} ${fill(words.exact, { n: length })}` : hint),
      note,
      ...(output === 'next' ? [element('p', { class: 'row' }, goOn)] : []),
    ),
    element('div', { class: 'side' }, ...(bars === null ? [element('p', {}, words.places), said] : [bars.root])),
  );

  function nameOf(token: string): string {
    if (token === '\n') return `(${words.newLine})`;
    return token === ' ' ? `(${words.space})` : token;
  }
  const labelOf = (place: number): string => (place === edge ? `(${words.end})` : nameOf(vocabulary[place]!));

  /** The text as tokens; null, with a note, where it cannot be read. */
  const tokens = (): number[] | null => {
    const parts = areWords ? splitWords(line.value) : [...line.value];
    const unknown = parts.find((part) => !places.has(part));
    note.textContent = '';
    if (unknown !== undefined && !areWords) {
      note.textContent = fill(words.unknown, { letter: nameOf(unknown) });
      return null;
    }
    const known = parts.flatMap((part) => places.get(part) ?? []);
    const read = edge === null ? known : [edge, ...known];
    if (isExact && read.length !== length) {
      note.textContent = fill(words.exact, { n: length });
      return null;
    }
    if (read.length > 0) return read.slice(output === 'next' && edge === null ? -length : 0).slice(0, length);
    return null;
  };
  const scores = (read: readonly number[]): Float32Array => {
    const filled = Int32Array.from({ length }, (_, i) => read[i] ?? 0);
    return answer(tensor(filled, { shape: [1, length], dtype: 'int32' })).dataSync() as Float32Array;
  };
  /** Of the token that follows the last one read. */
  const nextShares = (read: readonly number[]): number[] => {
    const row = vocabulary.length;
    return softmax(scores(read).subarray((read.length - 1) * row, read.length * row));
  };

  const show = (): void => {
    const read = tokens();
    if (read === null) {
      bars?.show([]);
      said.textContent = '';
      return;
    }
    if (output === 'classes')
      bars!.show(softmax(scores(read)).map((share, k) => [fill(words.classN, { n: k }), share]));
    else if (output === 'next') {
      const shares = nextShares(read);
      const order = shares.map((_, place) => place).sort((a, b) => shares[b]! - shares[a]!);
      bars!.show(order.slice(0, SHOWN).map((place) => [labelOf(place), shares[place]!]));
    } else {
      const all = scores(read);
      const row = vocabulary.length;
      const best = read.map((_, t) => {
        const own = Array.from(all.subarray(t * row, (t + 1) * row));
        return vocabulary[own.indexOf(Math.max(...own))]!;
      });
      said.textContent = best.join(areWords ? ' ' : '');
    }
  };

  let draws = 0;
  goOn.addEventListener('click', () => {
    const stream = new Generator(draws++);
    let read = tokens() ?? (edge === null ? [0] : [edge]);
    const most = edge === null ? LONGEST : length;
    for (let n = 0; n < most; n++) {
      const shares = nextShares(read);
      let left = stream.uniform();
      let place = shares.findIndex((share) => {
        left -= share;
        return left < 0;
      });
      if (place < 0) place = shares.length - 1; // rounding
      if (place === edge || (edge !== null && read.length === length)) break;
      line.value += (areWords && line.value !== '' ? ' ' : '') + vocabulary[place]!;
      read = [...read, place].slice(-length);
    }
    show();
  });
  line.addEventListener('input', show);
  show();
}
