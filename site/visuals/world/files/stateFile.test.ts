import { describe, expect, it } from 'vitest';
import { decodeSafetensors, digitsNetwork, encodeSafetensors, Generator } from '#framework';
import { loaderSays } from './loaderSays.ts';
import { byteOf, damaged, damages, fileOf, floatAt, landmarks, placeOf, spanOf } from './stateFile.ts';

const state = digitsNetwork(new Generator(7)).stateDict();
const named = Object.entries(state).map(([name, one]) => ({ name, shape: one.shape, values: one.dataSync() }));
const file = fileOf(named);

describe('the file of a step', () => {
  it('is the framework’s, byte for byte, whatever order its arrays come in', () => {
    expect(file.bytes).toEqual(encodeSafetensors(state));
    expect(fileOf([...named].reverse()).bytes).toEqual(file.bytes);
    // Measured for the storyboard: 36,832 bytes, of which 432 are the header.
    expect([file.bytes.length, file.bodyAt - 8]).toEqual([36832, 432]);
  });

  it('says of every byte what it belongs to', () => {
    expect(placeOf(file, 3)).toMatchObject({ band: 'length', at: 0, size: 8 });
    expect(placeOf(file, 8).band).toBe('json');
    const weight = byteOf(file, 'conv2.weight', 9 * 8 + 4)!;
    expect(placeOf(file, weight + 2)).toMatchObject({ band: 'data', at: weight, size: 4, index: [1, 0, 1, 1] });
    expect(floatAt(file.bytes, weight).value).toBe(state['conv2.weight']!.dataSync()[9 * 8 + 4]);
    expect(placeOf(file, file.bytes.length - 1)).toMatchObject({ index: [9, 783] });
    expect(byteOf(file, 'conv9.weight')).toBeNull();
  });

  it('takes numbers apart into sign, exponent and fraction', () => {
    for (const value of [1, -0.15625, 3.5e-5, 1e9]) {
      const scalar = fileOf([{ name: 'x', shape: [], values: [value] }]);
      const one = floatAt(scalar.bytes, scalar.bodyAt);
      expect(one.value).toBe(Math.fround(value));
      expect((-1) ** one.sign * 2 ** (one.exponent - 127) * (1 + one.fraction / 2 ** 23)).toBe(one.value);
    }
  });

  it('has a place to go for each band and each array', () => {
    expect(landmarks(file).map((at) => placeOf(file, at).entry?.name ?? placeOf(file, at).band)).toEqual(
      ['length', 'json', 'padding', ...Object.keys(state).sort()].filter(
        (band) => band !== 'padding' || file.paddingAt < file.bodyAt,
      ),
    );
    const [from, to] = spanOf(file.header, 'linear.bias');
    expect(JSON.parse(`{${file.header.slice(from, to)}}`)).toEqual({
      'linear.bias': { dtype: 'F32', shape: [10], data_offsets: expect.anything() },
    });
  });
});

describe('the loader', () => {
  it('takes the file as it is', () => {
    expect(loaderSays(file.bytes)).toEqual({ isLoaded: true, message: '', hint: '' });
  });

  it.each([
    ['offset', /'conv2\.weight' of shape \[16, 8, 3, 3\] needs 4608 bytes, its offsets hold 4604/],
    ['name', /conv2\.weight/],
    ['cut', /the file holds/],
    ['length', /header claims/],
  ] as const)('refuses a file with a wrong %s, and says why', (damage, sentence) => {
    const bytes = damaged(file, damage, 'conv2.weight');
    expect(bytes).not.toEqual(file.bytes);
    const said = loaderSays(bytes);
    expect(said.isLoaded).toBe(false);
    expect(said.message).toMatch(sentence);
  });

  it('reads on where only a name or a number is another: the format knows no layers', () => {
    expect(Object.keys(decodeSafetensors(damaged(file, 'name', 'conv2.weight')).tensors)).toContain('konv2.weight');
    const edited = file.bytes.slice();
    edited[file.bodyAt + 3]! ^= 0x80;
    expect(loaderSays(edited).isLoaded).toBe(true);
    expect(floatAt(edited, file.bodyAt).value).toBe(-floatAt(file.bytes, file.bodyAt).value);
    expect(damages.length).toBe(4);
  });
});
