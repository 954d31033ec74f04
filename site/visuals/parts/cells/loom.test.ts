import { beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_WORDS, englishWords, GERMAN_WORDS, germanWords } from '#framework';
import type { StepTrace } from '../../../player/protocol.ts';
import { loomCellAt, loomLayout } from '../../attention/loomLayout.ts';
import { tokenText } from '../../attention/tokenText.ts';
import {
  attentionPaths,
  guessesAt,
  guessesTokens,
  type Loom,
  looksOf,
  loomOf,
  mixAt,
  placeIn,
  realPlaces,
  shownPlaces,
  shownQueries,
  strongestLook,
  valueAt,
} from './loom.ts';
import { stepOf } from './recordedStep.ts';

const traces = new Map<string, StepTrace>();
beforeAll(async () => {
  for (const run of ['sort-transformer', 'reviews-transformer', 'tiny-gpt']) traces.set(run, await stepOf(run, 0));
}, 240_000);

const loomIn = (run: string): { trace: StepTrace; loom: Loom } => {
  const trace = traces.get(run)!;
  return { trace, loom: loomOf(trace, attentionPaths(trace)[0]!)! };
};

/** The whole tensor that an op made, or that came back to it. */
const tensorOf = (trace: StepTrace, path: string, of: 'output' | 'gradOutput' | 'gradInput') => {
  const op = trace.ops.find(({ label }) => label === path)!;
  const id = { output: op.output, gradOutput: op.backward?.gradOutput, gradInput: op.backward?.gradInputs[0] }[of];
  return trace.tensors.get(id!)!.values;
};

describe('loomOf', () => {
  it('finds every layer of attention, its heads and places', () => {
    expect(attentionPaths(traces.get('tiny-gpt')!)).toEqual(['blocks.layers.0.self_attn', 'blocks.layers.1.self_attn']);
    const sizes = [...traces.keys()].map((run) => {
      const { heads, queries, keys, tokens } = loomIn(run).loom;
      return [heads, queries, keys, tokens.length];
    });
    expect(sizes).toEqual([
      [4, 6, 6, 6],
      [4, 40, 40, 40],
      [4, 96, 96, 96],
    ]);
  });

  it('its numbers are the trace’s own, of the example looked at', () => {
    for (const run of traces.keys()) {
      const { trace, loom } = loomIn(run);
      const size = loom.heads * loom.queries * loom.keys;
      const own = (path: string, of: 'output' | 'gradOutput' | 'gradInput') =>
        tensorOf(trace, path, of).slice(trace.item * size, (trace.item + 1) * size);
      expect(loom.numbers.weights).toEqual(own(`${loom.path}.weights`, 'output'));
      expect(loom.numbers.scores).toEqual(own(`${loom.path}.scaled`, 'output'));
      expect(loom.numbers.weightGradients).toEqual(own(`${loom.path}.weights`, 'gradOutput'));
      expect(loom.numbers.scoreGradients).toEqual(own(`${loom.path}.weights`, 'gradInput'));
    }
  });

  it('a look adds up to 1, most first, and what is masked is not among it', () => {
    for (const run of traces.keys()) {
      const { loom } = loomIn(run);
      const looks = looksOf(loom, 1, 4)!;
      expect(looks.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 5);
      expect(looks.map(({ weight }) => weight)).toEqual(looks.map(({ weight }) => weight).toSorted((a, b) => b - a));
      expect(looks.every(({ key }) => loom.mask!(4, key))).toBe(true);
    }
  });

  it('causal: nobody looks ahead; padding: nobody looks at it; sorting: everybody sees all', () => {
    const gpt = loomIn('tiny-gpt').loom;
    expect([gpt.mask!(3, 3), gpt.mask!(3, 4), gpt.mask!(4, 3)]).toEqual([true, false, true]);
    expect(looksOf(gpt, 0, 4)).toHaveLength(5);
    const { loom: review } = loomIn('reviews-transformer');
    const words = review.tokens.filter((token) => token !== 0).length;
    expect(words).toBeLessThan(40);
    expect(realPlaces(review)).toBe(words);
    expect(looksOf(review, 0, 0)).toHaveLength(words);
    const { loom: sorter } = loomIn('sort-transformer');
    expect([sorter.isMasked, realPlaces(sorter)]).toEqual([false, 6]);
  });

  it('the mix is the sum of the values, each times its weight', () => {
    const { trace, loom } = loomIn('reviews-transformer');
    const mix = mixAt(trace, loom, 2, 3)!;
    const sum = mix.map(() => 0);
    for (const { key, weight } of looksOf(loom, 2, 3)!)
      for (const [i, value] of valueAt(trace, loom, 2, key)!.entries()) sum[i]! += weight * value;
    for (const [i, value] of mix.entries()) expect(sum[i]).toBeCloseTo(value, 5);
  });

  it('says what is expected, and which is right', () => {
    const { trace } = loomIn('tiny-gpt');
    expect(guessesTokens(trace)).toBe(true);
    const guesses = guessesAt(trace, 7)!;
    expect(guesses.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    const right = guesses.find(({ isRight }) => isRight)!.token;
    // What comes next is what stands at the next place.
    expect(right).toBe(loomIn('tiny-gpt').loom.tokens[8]);
    const { trace: review } = loomIn('reviews-transformer');
    expect([guessesTokens(review), guessesAt(review, 0)!.length]).toEqual([false, 2]);
    expect(guessesAt(review, 0)!.find(({ isRight }) => isRight)!.token).toBe(
      review.tensors.get(review.targets)!.values[review.item],
    );
  });

  it('of a translator: what is written asks what was read, and each has its own words', async () => {
    const trace = await stepOf('number-words', 0, undefined, { text: '742', letter: null });
    const config = { placesRead: 4, wordsRead: 29 };
    expect(attentionPaths(trace)).toEqual(['encoder.self_attn', 'decoder.self_attn', 'decoder.multihead_attn']);
    const across = loomOf(trace, 'decoder.multihead_attn', config)!;
    expect([across.queries, across.keys, shownQueries(across), shownPlaces(across)]).toEqual([6, 4, 6, 4]);
    const words = ['', ...ENGLISH_WORDS.slice(1), ...GERMAN_WORDS];
    expect(across.tokens.map((token) => words[token])).toEqual(englishWords(742));
    expect(across.asking.map((token) => words[token])).toEqual(['start', ...germanWords(742)]);
    const own = loomOf(trace, 'decoder.self_attn', config)!;
    expect([own.asking === own.tokens, own.tokens]).toEqual([true, across.asking]);
    expect([own.mask!(1, 2), own.mask!(2, 1)]).toEqual([false, true]);
    const read = loomOf(trace, 'encoder.self_attn', config)!;
    expect([read.tokens, read.firstSaid]).toEqual([across.tokens, null]);
    // What is right at a place counts from the first German word.
    const right = guessesAt(trace, 2)!.find(({ isRight }) => isRight)!.token;
    expect(words[right + across.firstSaid!]).toBe('zwei');
  });

  it('of a shorter number nobody looks at padding, and what is not written is not shown', async () => {
    const trace = await stepOf('number-words', 0, undefined, { text: '21', letter: null });
    const loom = loomOf(trace, 'decoder.multihead_attn', { placesRead: 4, wordsRead: 29 })!;
    expect(realPlaces(loom)).toBe(2);
    expect(shownQueries(loom)).toBe(germanWords(21).length + 1);
    expect(looksOf(loom, 0, 0)).toHaveLength(2);
    const layout = loomLayout(800, [0, 1, 2, 3], shownPlaces(loom), 60, shownQueries(loom));
    const { x, y } = layout.blocks[1]!;
    const at = (row: number) => loomCellAt(layout, x + 1.5 * layout.cell, y + (row + 0.5) * layout.cell);
    expect(at(3)).toEqual({ head: 1, query: 3, key: 1 });
    expect(at(layout.rows)).toBeNull();
  });

  it('opens at the strongest look at another place', () => {
    const { loom } = loomIn('sort-transformer');
    const { head, query, key } = strongestLook(loom);
    const [most] = looksOf(loom, head, query)!.filter((look) => look.key !== query);
    expect([most!.key === key, query >= 4, key !== query]).toEqual([true, true, true]);
    expect(loom.numbers.weights![placeIn(loom, head, query, key)]).toBe(most!.weight);
  });

  it('says nothing of a step without attention', async () => {
    const trace = await stepOf('spiral-mlp', 0);
    expect([attentionPaths(trace), loomOf(trace, 'x')]).toEqual([[], null]);
  });
});

describe('loomLayout', () => {
  it('has every cell where it is drawn, and no tokens beside cells too small for them', () => {
    for (const [width, heads, places] of [
      [1200, [0, 1, 2, 3], 6],
      [350, [0, 1, 2, 3], 40],
      [1000, [2], 96],
    ] as const) {
      const layout = loomLayout(width, heads, places, 60);
      for (const { head, x, y } of layout.blocks) {
        const middle = (place: number): number => (place + 0.5) * layout.cell;
        expect(loomCellAt(layout, x + middle(2), y + middle(5))).toEqual({ head, query: 5, key: 2 });
        expect(x + places * layout.cell).toBeLessThanOrEqual(width + 1e-6);
        expect(y + places * layout.cell).toBeLessThanOrEqual(layout.height);
      }
      expect(layout.gutter > 0).toBe(layout.cell >= 10 && layout.gutter === 60);
    }
    expect(loomCellAt(loomLayout(1200, [0], 6, 20), 0, 0)).toBeNull();
  });
});

describe('tokenText', () => {
  it('makes spaces, ends of lines and special tokens readable', () => {
    const vocabulary = [' ', '\n', '<pad>', 'good'];
    expect([0, 1, 2, 3, 4].map((token) => tokenText(token, vocabulary))).toEqual(['␣', '↵', '(pad)', 'good', '4']);
  });
});
