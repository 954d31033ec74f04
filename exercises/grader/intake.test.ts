/** Bytes to text, or where they stop being text. Row 33 and 34 of the threats. */
import { describe, expect, it } from 'vitest';
import { intake, MAX_FILE_BYTES, tooLarge } from './intake.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('intake', () => {
  it('gives the text, without a mark of byte order, with its line ends', () => {
    expect(intake(bytes('\uFEFFa\r\nb'))).toEqual({ ok: true, text: 'a\r\nb' });
    expect(intake(bytes(''))).toEqual({ ok: true, text: '' });
    expect(intake(bytes('ä𝔸'))).toEqual({ ok: true, text: 'ä𝔸' });
  });

  it('says at which byte it stops being text', () => {
    const at = (...list: number[]) => intake(new Uint8Array(list));
    const refused = (offset: number) => ({
      ok: false,
      diagnosis: { rung: 'outcome', id: 'not-text', parameters: { offset } },
    });
    expect(at(0)).toEqual(refused(0));
    expect(at(97, 98, 0, 99, 0)).toEqual(refused(2));
    expect(at(0xff)).toEqual(refused(0));
    expect(at(97, 0xff)).toEqual(refused(1));
    // ä, then a second byte that needs a first one.
    expect(at(0xc3, 0xa4, 0xa4, 97)).toEqual(refused(2));
    // Wherever the search cuts a letter of several bytes in two, it has not found the place yet.
    for (const letters of [1, 2, 3, 100, 333])
      for (const letter of ['ä', '陈', '𝔸']) {
        const text = bytes(letter.repeat(letters));
        expect(at(...text, 0xff, 97)).toEqual(refused(text.length));
      }
    // The half of a pair, written as UTF-8 does not write it.
    expect(at(97, 0xed, 0xa0, 0x80)).toMatchObject({ ok: false, diagnosis: { id: 'not-text' } });
    const long = new Uint8Array(1000).fill(97);
    for (const place of [0, 1, 511, 512, 998, 999]) {
      const broken = long.slice();
      broken[place] = 0xfe;
      expect(intake(broken)).toEqual(refused(place));
    }
  });

  it('reads nothing that is too long, and what is just not', () => {
    expect(MAX_FILE_BYTES).toBe(262_144);
    const long = new Uint8Array(MAX_FILE_BYTES + 1).fill(32);
    expect(intake(long)).toEqual({ ok: false, diagnosis: tooLarge(MAX_FILE_BYTES + 1) });
    expect(tooLarge(5)).toEqual({ rung: 'outcome', id: 'too-large', parameters: { bytes: 5, limit: MAX_FILE_BYTES } });
    expect(intake(long.subarray(1))).toMatchObject({ ok: true });
  });
});
