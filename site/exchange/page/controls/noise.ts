/** A button that draws noise, and what the generator makes of it. */
import { Generator, randn } from '#framework';
import { paintDigit } from '../../../visuals/parts/digits/paintDigit.ts';
import { ink } from '../../../visuals/parts/ink.ts';
import type { NoiseFacts } from '../facts.ts';
import type { Stage } from '../runtime.ts';
import { element } from './elements.ts';

const SIDE = 28;
const PICTURES = 12;
const POINTS = 400;
const MAP = 300;
/** Points lie about as far out as that. */
const EXTENT = 1.6;

export function mountNoise({ root, words, answer }: Stage, { size, output }: NoiseFacts): void {
  const another = element('button', { type: 'button' }, words.another);
  const canvases =
    output === 'points'
      ? [element('canvas', { width: String(MAP), height: String(MAP), class: 'pad' })]
      : Array.from({ length: PICTURES }, () =>
          element('canvas', { width: String(SIDE), height: String(SIDE), class: 'small' }),
        );
  root.append(
    element('div', { class: 'side' }, element('p', { class: 'row' }, another)),
    element(
      'figure',
      { class: 'side' },
      element('div', { class: 'row' }, ...canvases),
      element('figcaption', {}, words.made),
    ),
  );
  let draws = 0;
  const show = (): void => {
    const examples = output === 'points' ? POINTS : PICTURES;
    const made = answer(randn([examples, size], { generator: new Generator(draws++) })).dataSync();
    if (output === 'picture') {
      for (const [i, canvas] of canvases.entries())
        paintDigit(canvas, made.slice(i * SIDE * SIDE, (i + 1) * SIDE * SIDE));
      return;
    }
    const context = canvases[0]!.getContext('2d')!;
    context.fillStyle = ink(root, '--paper-raised');
    context.fillRect(0, 0, MAP, MAP);
    context.fillStyle = ink(root, '--positive');
    for (let i = 0; i < POINTS; i++) {
      const [x, y] = [made[2 * i]!, made[2 * i + 1]!];
      context.fillRect(((x + EXTENT) / (2 * EXTENT)) * MAP - 1.5, (1 - (y + EXTENT) / (2 * EXTENT)) * MAP - 1.5, 3, 3);
    }
  };
  another.addEventListener('click', show);
  show();
}
