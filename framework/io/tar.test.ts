import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, ChalkgradError, decodeTar } from '../index.ts';
import { tarOf } from '../tests/tarOf.ts';

const textsOf = async (file: Bytes): Promise<[string, string][]> =>
  (await decodeTar(file, 'a.tar')).map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]);

describe('tar', () => {
  it('reads files and passes over folders, plain and gzipped', async () => {
    const file = tarOf([
      { path: 'set/', type: '5' },
      { path: './set/a.txt', body: 'alpha' },
      { path: 'set/empty' },
      { path: 'set/b.txt', body: 'b'.repeat(600) },
    ]);
    const expected = [
      ['set/a.txt', 'alpha'],
      ['set/empty', ''],
      ['set/b.txt', 'b'.repeat(600)],
    ];
    expect(await textsOf(file)).toEqual(expected);
    expect(await textsOf(new Uint8Array(gzipSync(file)))).toEqual(expected);
  });

  it('reads long names: ustar prefix, pax and GNU', async () => {
    const long = `${'deep/'.repeat(30)}file`;
    const pax = `${long.length + 10} path=${long}\n`;
    const file = tarOf([
      { path: 'name', prefix: 'some/prefix', body: '1' },
      { path: 'x', type: 'g', body: '13 comment=x\n' },
      { path: 'x', type: 'x', body: pax },
      { path: 'short', body: '2' },
      { path: '././@LongLink', type: 'L', body: `${long}\0` },
      { path: 'short', body: '3' },
      { path: 'plain', body: '4' },
    ]);
    expect(await textsOf(file)).toEqual([
      ['some/prefix/name', '1'],
      [long, '2'],
      [long, '3'],
      ['plain', '4'],
    ]);
  });

  const one = [{ path: 'a', body: 'x' }];
  it.each([
    ['another format', new Uint8Array(512).fill(65), /a header holds .AAAA/],
    ['a file that is too short', new Uint8Array(100), /too short/],
    ['a cut file', tarOf([{ path: 'a', body: 'x'.repeat(2000) }]).slice(0, 1024), /'a' is cut off/],
    ['a missing end', tarOf(one).slice(0, 1024), /its end is missing/],
    ['a wrong checksum', tarOf(one).fill(66, 0, 1), /first header has a wrong checksum/],
    ['a link', tarOf([{ path: 'a', type: '2' }]), /'a' is a link/],
    ['a hard link', tarOf([{ path: 'a', type: '1' }]), /'a' is a link/],
    ['a device', tarOf([{ path: 'a', type: '3' }]), /special file \(type "3"\)/],
    ['a way up', tarOf([{ path: 'a/../../b', body: 'x' }]), /leads outside/],
    ['a way up by backslash', tarOf([{ path: 'a\\..\\b', body: 'x' }]), /leads outside/],
    ['an absolute path', tarOf([{ path: '/etc/x', body: 'x' }]), /leads outside/],
    ['a drive', tarOf([{ path: 'C:\\x', body: 'x' }]), /leads outside/],
    ['a damaged pax record', tarOf([{ path: 'x', type: 'x', body: '99 path=a\n' }, ...one]), /pax record is damaged/],
    ['a pax size that is none', tarOf([{ path: 'x', type: 'x', body: '11 size=-1\n' }, ...one]), /gives the size '-1'/],
    ['a cut gzip', new Uint8Array(gzipSync(tarOf(one))).slice(0, 30), /damaged or cut off/],
  ])('refuses %s with a hint', async (_name, file, message) => {
    await expect(decodeTar(file, 'a.tar')).rejects.toThrow(message);
    await expect(decodeTar(file, 'a.tar')).rejects.toThrow(/a\.tar.*\nhint: /s);
  });

  it('never fails otherwise than by refusing, whatever the bytes', async () => {
    const good = tarOf([{ path: 'x', type: 'x', body: '10 path=a\n' }, ...one]);
    await fc.assert(
      fc.asyncProperty(fc.nat(1200), fc.nat(255), fc.nat(good.length), async (at, value, length) => {
        const file = good.slice(0, length);
        if (at < length) file[at] = value;
        await decodeTar(file).catch((error: unknown) => expect(error).toBeInstanceOf(ChalkgradError));
      }),
      { numRuns: 300 },
    );
  });
});
