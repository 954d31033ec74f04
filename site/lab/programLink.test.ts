// A program in a link comes back letter by letter; a link that was cut, changed or made to burst is refused, and nothing else happens.

import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkOf, MOST_CHARACTERS, programOf, speaksOfProgram } from './programLink.ts';

const code = "import { tensor } from '#framework';\nconsole.log(tensor([1, 2, 3]).sum().itemSync(), 'größer → 三');\n";

async function linkTo(text: string): Promise<string> {
  const made = await linkOf(text);
  if ('problem' in made) throw new Error(made.problem);
  return made.link;
}

describe('a program in a link', () => {
  it('comes back as it was, whatever it is', async () => {
    expect(await programOf(`#${await linkTo(code)}`)).toEqual({ code });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
        expect(await programOf(await linkTo(text))).toEqual({ code: text });
      }),
      { numRuns: 40 },
    );
  });

  it('needs only letters that no chat breaks, and is shorter than the program', async () => {
    const link = await linkTo(code.repeat(10));
    expect(link).toMatch(/^p=[\w-]+$/);
    expect(link.length).toBeLessThan(2 * code.length);
    expect(speaksOfProgram(`#${link}`)).toBe(true);
    expect(speaksOfProgram('#t=spiral-mlp.7')).toBe(false);
  });

  it('that is longer than most chats take is not made', async () => {
    expect(await linkOf('x'.repeat(MOST_CHARACTERS + 1))).toEqual({ problem: 'tooLong' });
    // Hardly compresses: fits as a program, and not as a link.
    const noise = Array.from({ length: MOST_CHARACTERS }, (_, i) =>
      String.fromCharCode(33 + ((i * i * 7919 + 31 * i) % 90) + (i % 3)),
    ).join('');
    const made = await linkOf(noise);
    if ('link' in made) expect(made.link.length).toBeLessThanOrEqual(16_000);
  });
});

describe('a link that is none', () => {
  it('is refused when a single letter is gone or another', async () => {
    const link = await linkTo(code);
    for (const at of [2, 5, 20, link.length - 12, link.length - 1]) {
      const other = link[at] === 'a' ? 'b' : 'a';
      expect(await programOf(link.slice(0, at) + link.slice(at + 1))).toEqual({ problem: 'broken' });
      expect(await programOf(link.slice(0, at) + other + link.slice(at + 1))).toEqual({ problem: 'broken' });
    }
  });

  it.each(['', 'p=', 'p=abc', 'p=<script>', `p=${'%00'.repeat(10)}`, 'p=🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂'])(
    'is refused: %s',
    async (text) => {
      expect(await programOf(text)).toEqual({ problem: 'broken' });
    },
  );

  it('that would burst is stopped on the way', async () => {
    const bomb = deflateRawSync(Buffer.alloc(10_000_000, 120)).toString('base64url');
    expect(bomb.length).toBeLessThan(16_000);
    expect(await programOf(`p=${bomb}00000000`)).toEqual({ problem: 'tooLong' });
    expect(await programOf(`p=${'A'.repeat(20_000)}`)).toEqual({ problem: 'tooLong' });
  });
});
