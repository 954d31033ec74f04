/** A language model writes: token after token, each drawn from what the model holds possible after the ones before. */
import type { CharTokenizer } from '../data/sequences/CharTokenizer.ts';
import { noGrad } from '../tensor/history.ts';
import type { Generator } from '../tensor/random.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { draw } from './writeLetters.ts';

export interface WriteOptions {
  /** What the text begins with; not empty. */
  readonly prompt: string;
  /** Characters to write after it. */
  readonly length: number;
  /** Most tokens the model can look back on. */
  readonly context: number;
  /** Below 1: closer to the likeliest; towards 0 always the likeliest. Default 1: as the model believes. */
  readonly temperature?: number;
  readonly generator: Generator;
}

/** @param logits tokens [1, T] → logits of the next token at each place [1, T, V] */
export function writeText(
  logits: (tokens: Tensor) => Tensor,
  tokenizer: CharTokenizer,
  { prompt, length, context, temperature = 1, generator }: WriteOptions,
): string {
  const tokens = [...tokenizer.encode(prompt)];
  for (let i = 0; i < length; i++) {
    const seen = Int32Array.from(tokens.slice(-context));
    const last = noGrad(() => {
      const all = logits(tensorFrom(seen, [1, seen.length], 'int32')); // [1, T, V]
      return all
        .select(1, seen.length - 1)
        .div(temperature)
        .softmax(1); // [1, V]
    });
    tokens.push(draw(last.dataSync(), generator));
  }
  return tokenizer.decode(tokens);
}
