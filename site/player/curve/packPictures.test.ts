import { describe, expect, it } from 'vitest';
import { packPictures, unpackPictures } from './packPictures.ts';

describe('packed pictures', () => {
  it('keep points in three digits', () => {
    const pictures = { shape: [1, 2], real: Float32Array.of(0.12345, -2), made: Float32Array.of(0, 1e-9) };
    const packed = JSON.parse(JSON.stringify(packPictures(pictures)));
    expect(packed).toEqual({ shape: [1, 2], real: [0.123, -2], made: [0, 1e-9] });
    expect(unpackPictures(packed).real).toEqual(Float32Array.of(0.123, -2));
  });

  it('keep images in sixteen greys, and cut off what is blacker than black', () => {
    const image = Float32Array.of(0, 0.2, 1, 1.5);
    const packed = packPictures({ shape: [1, 1, 2, 2], real: image, made: Float32Array.of(-1, 0.4, 0.6, 0.8) });
    expect(packed).toEqual({ shape: [1, 1, 2, 2], real: '03ff', made: '069c' });
    expect(Array.from(unpackPictures(packed).made, (value) => Number(value.toFixed(6)))).toEqual([0, 0.4, 0.6, 0.8]);
  });
});
