// The lesson's pad prepares what a reader draws as the generator prepares its training digits. The two stand on either side of the
// door (a page must not load the framework to move a pen), so this keeps them equal.

import { describe, expect, it } from 'vitest';
import { FIELD, inkToDigit, PEN_RADIUS } from '../../site/visuals/parts/digits/inkToDigit.ts';
import { render } from '../data/generators/digits/render.ts';
import { Generator } from '../tensor/random.ts';

describe('a digit drawn on the pad', () => {
  it('becomes the image that the generator would have made of the same strokes, pixel for pixel', () => {
    const generator = new Generator(11);
    for (let drawing = 0; drawing < 25; drawing++) {
      const strokes = Array.from({ length: 2 }, () => Array.from({ length: 24 }, () => generator.uniform(0, 280)));
      const paths = strokes.map((stroke) =>
        Float64Array.from(stroke.flatMap((value, i) => (i % 2 === 0 ? [value] : [value, 1]))),
      );
      const expected = new Float32Array(FIELD * FIELD);
      render(paths, PEN_RADIUS, expected);
      expect(inkToDigit(strokes)).toEqual(expected);
    }
  });
});
