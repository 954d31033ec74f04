import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Generator } from '#framework';
import { MAX_FRAME_BYTES, MAX_LOG_BYTES, MAX_TOTAL_BYTES, TranscriptReader } from './protocol.ts';
import { decodeValue } from './sandbox/readValue.ts';
import { snapshot } from './sandbox/snapshot.ts';
import { Given, Opaque, UNCOPYABLE, type Value } from './sandbox/values.ts';
import { MAX_DEPTH, tag } from './sandbox/wire.ts';
import { encodeFrame, encodeValue } from './sandbox/writeValue.ts';

const valueFrame = (id: number, value: Value): Uint8Array => {
  const payload = new Uint8Array([0, ...encodeValue(value)]);
  return encodeFrame(tag.value, id, payload, payload.length);
};
const mark = (kind: number): Uint8Array => encodeFrame(kind, 0, new Uint8Array(0), 0);
const textFrame = (kind: number, value: Value): Uint8Array => {
  const payload = encodeValue(value);
  return encodeFrame(kind, 0, payload, payload.length);
};

const read = (calls: number, ...chunks: Uint8Array[]) => {
  const reader = new TranscriptReader(calls);
  for (const chunk of chunks) reader.push(chunk);
  return reader.finish('exit');
};

const numberBits = (value: number): string => new BigUint64Array(new Float64Array([value]).buffer)[0]!.toString(16);

describe('values on the wire', () => {
  const { tree } = fc.letrec<{ tree: Value }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: MAX_DEPTH - 1 },
      fc.double(),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(true, false, null),
      fc.string({ maxLength: 40 }).map((name) => new Opaque(name)),
      fc.string({ maxLength: 40 }).map((name) => new Given(name)),
      fc.uint8Array({ maxLength: 20 }),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => new Float32Array(bytes)),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => new Uint8Array(bytes).buffer),
      fc.dictionary(fc.string({ maxLength: 9 }), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      fc.array(tie('tree'), { maxLength: 6 }),
    ),
  }));

  it('come back as they went', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(decodeValue(encodeValue(value))).toEqual(value);
      }),
    );
  });

  it('keep every bit of a number', () => {
    for (const x of [
      0,
      -0,
      Number.MIN_VALUE,
      -Number.MIN_VALUE,
      2 ** -1022,
      Number.MAX_VALUE,
      1 / 3,
      -Infinity,
      Number.NaN,
    ])
      expect(numberBits(decodeValue(encodeValue(x)) as number)).toBe(numberBits(x));
  });

  it('are refused when the bytes are not exactly one value', () => {
    const bytes = encodeValue([[1, 2], [3]]);
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeValue(bytes.subarray(0, length))).toThrow(RangeError);
    expect(() => decodeValue(new Uint8Array([...bytes, 0]))).toThrow(/after the value/);
  });

  it('allocate nothing for an array that its bytes cannot hold', () => {
    expect(() => decodeValue(new Uint8Array([2, 0xff, 0xff, 0xff, 0xff]))).toThrow(/longer than its bytes/);
  });
});

describe('snapshot', () => {
  it('copies plain data and names the types of everything else', () => {
    const plain = [
      1,
      [Number.NaN, -0],
      null,
      'a',
      true,
      { a: [1], __b: null },
      new Float64Array(2),
      new ArrayBuffer(3),
    ];
    expect(snapshot(plain)).toEqual(plain);
    const odd = [undefined, 1n, new Map(), new Date(0)];
    const names = ['undefined', 'bigint', 'Map', 'Date'];
    expect(snapshot(odd)).toEqual(names.map((is) => new Opaque(is)));
    expect(snapshot(new Generator(1))).toEqual(new Opaque('Generator'));
    expect(snapshot(JSON.parse('{"__proto__": 1}'))).toEqual(JSON.parse('{"__proto__": 1}'));
    expect(snapshot(() => 1)).toEqual(new Opaque('function'));
    expect(snapshot(Promise.resolve(1))).toEqual(new Opaque('Promise'));
  });

  it('names holes, and refuses Proxies and functions inside arrays', () => {
    const holed = [1, 5, 2];
    delete holed[1];
    expect(snapshot(holed)).toEqual([1, new Opaque('undefined'), 2]);
    expect(snapshot([new Proxy([1], {})])).toEqual(new Opaque(UNCOPYABLE));
    expect(snapshot([() => 1])).toEqual(new Opaque(UNCOPYABLE));
  });

  it('gives up on what is too big or endless, without walking it', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    for (const big of [new Array(1e9), [new Array(1e9)], loop]) expect(() => snapshot(big)).toThrow();
  });
});

describe('TranscriptReader', () => {
  it('never throws and keeps no more than its caps, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (chunks) => {
        const { ending, answers } = read(2, ...chunks);
        return ending !== 'complete' && answers.length <= 2;
      }),
    );
  });

  it('never throws on well-framed nonsense either', () => {
    const frame = fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 }), fc.uint8Array({ maxLength: 40 }))
      .map(([kind, id, payload]) => encodeFrame(kind, id, payload, payload.length));
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), (frames) => {
        read(2, mark(tag.loaded), ...frames);
      }),
    );
  });

  it('reads the same transcript however the bytes are cut', () => {
    const frames = [mark(tag.loaded), valueFrame(0, [[1, 2]]), textFrame(tag.log, 'hello'), valueFrame(1, [[3]]), mark(tag.end)]; // biome-ignore format: one line reads better
    const bytes = new Uint8Array(frames.flatMap((frame) => [...frame]));
    const whole = read(2, bytes);
    expect(whole).toMatchObject({ ending: 'complete', log: 'hello\n', loaded: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length }), fc.integer({ min: 0, max: bytes.length }), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const pieces = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
        expect(read(2, ...pieces)).toEqual(whole);
      }),
    );
  });

  it('takes a stream without its end frame for an early exit, even when every answer is there', () => {
    expect(read(1, mark(tag.loaded), valueFrame(0, 1)).ending).toBe('exit');
  });

  const loaded = mark(tag.loaded);
  const breaches: Readonly<Record<string, readonly Uint8Array[]>> = {
    'an answer twice': [loaded, valueFrame(0, 1), valueFrame(0, 1)],
    'answers out of order': [loaded, valueFrame(1, 1)],
    'an answer to a call that was never made': [loaded, valueFrame(0, 1), valueFrame(1, 1), valueFrame(2, 1)],
    'an answer before the code was loaded': [valueFrame(0, 1)],
    'two load reports': [loaded, loaded],
    'a load failure after loading': [loaded, textFrame(tag.notLoaded, ['error'])],
    'an end before all answers': [loaded, valueFrame(0, 1), mark(tag.end)],
    'an unknown kind of frame': [loaded, mark(99)],
    'a payload that is no value': [loaded, encodeFrame(tag.value, 0, new Uint8Array([0, 77, 7]), 3)],
    'a frame that claims to be huge': [loaded, new Uint8Array([tag.value, 1, 0, 0, 0x7f, 0, 0, 0, 0])],
  };
  for (const [name, frames] of Object.entries(breaches))
    it(`calls it a breach of the protocol: ${name}`, () => {
      expect(read(2, ...frames).ending).toBe('protocol');
    });

  it('stops reading at its caps', () => {
    const reader = new TranscriptReader(1);
    for (let sent = 0; sent <= MAX_TOTAL_BYTES; sent += MAX_FRAME_BYTES) reader.push(new Uint8Array(MAX_FRAME_BYTES));
    expect(reader.done).toBe(true);
    const line = textFrame(tag.log, 'x'.repeat(500));
    const flood = read(1, ...Array.from({ length: MAX_LOG_BYTES / 500 + 1 }, () => line));
    expect(flood.ending).toBe('output');
    expect(flood.log.length).toBeLessThanOrEqual(MAX_LOG_BYTES);
  });
});
