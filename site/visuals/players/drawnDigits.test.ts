import { describe, expect, it } from 'vitest';
import { REPAIR_EVERY, REPAIR_STEPS } from '../../player/repairSteps.ts';
import { filled, isChance, knownOutside, PIXELS, packPictures, unpackPictures } from './drawnDigits.ts';
import record from './recordedDigits.json' with { type: 'json' };

const known = knownOutside(record.hole);

describe('pictures as text', () => {
  it('come back to a byte', () => {
    const picture = Float32Array.from({ length: PIXELS }, (_, at) => (at % 256) / 255);
    const [back, other] = unpackPictures(packPictures([picture, new Float32Array(PIXELS)]));
    expect(Array.from(back!)).toEqual(Array.from(picture));
    expect(other!.every((pixel) => pixel === 0)).toBe(true);
  });

  it('are filled in the hole alone', () => {
    const image = new Float32Array(PIXELS).fill(0.25);
    const whole = filled(image, 1, known);
    expect(whole.filter((pixel) => pixel === 1)).toHaveLength(record.hole.size ** 2);
    expect(whole[0]).toBe(0.25);
  });
});

describe('the recorded digits', () => {
  it('are whole: pictures, stations, walks', () => {
    expect(unpackPictures(record.written)).toHaveLength(24);
    expect(unpackPictures(record.drawn)).toHaveLength(24);
    expect(unpackPictures(record.walk.pictures)).toHaveLength(record.walk.stations * record.walk.between);
    for (const { walk, errors } of record.repairs) {
      expect(unpackPictures(walk)).toHaveLength(REPAIR_STEPS / REPAIR_EVERY + 1);
      expect(errors.at(-1)!).toBeLessThan(errors[0]!);
    }
  });

  it('have the errors that they show', () => {
    for (const { image, walk, errors } of record.repairs) {
      const [pixels, made] = [unpackPictures(image)[0]!, unpackPictures(walk).at(-1)!];
      const seen = known.reduce((sum, one) => sum + one, 0);
      const error = pixels.reduce((sum, pixel, at) => sum + known[at]! * (pixel - made[at]!) ** 2, 0) / seen;
      expect(error / errors.at(-1)!).toBeCloseTo(1, 1);
    }
  });

  it('say what the lesson asks: the mean digit is nearer, both are read alike, and far better than a black hole', () => {
    const { mean, guess, black, whole } = record.scores;
    expect(mean.error).toBeLessThan(guess.error);
    expect(isChance(record.scores, record.tested)).toBe(true);
    for (const { read } of [mean, guess]) expect(read).toBeGreaterThan(black.read + 0.2);
    expect(whole.read).toBeGreaterThan(0.9);
  });

  it('a difference of a tenth would be none of chance', () => {
    const scores = { ...record.scores, guess: { read: record.scores.mean.read + 0.1, error: 0.2 } };
    expect(isChance(scores, record.tested)).toBe(false);
  });
});
