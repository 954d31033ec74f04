/** The edges of the wire: the caps to the byte, every kind of value, every ending, and what a payload may not be. */
import { describe, expect, it } from 'vitest';
import { encodeJob, MAX_FRAME_BYTES, MAX_LOG_BYTES, MAX_TOTAL_BYTES, TranscriptReader } from './protocol.ts';
import { readJob } from './sandbox/job.ts';
import { decodeValue } from './sandbox/readValue.ts';
import { Given, Opaque, type Value } from './sandbox/values.ts';
import { FRAME_HEADER_BYTES, MAX_CELLS, MAX_DEPTH, MAX_TEXT, tag } from './sandbox/wire.ts';
import { encodeFrame, encodeValue } from './sandbox/writeValue.ts';

const frame = (kind: number, id = 0, payload = new Uint8Array(0)): Uint8Array =>
  encodeFrame(kind, id, payload, payload.length);
const value = (id: number, one: Value, flag = 0): Uint8Array =>
  frame(tag.value, id, new Uint8Array([flag, ...encodeValue(one)]));
const said = (kind: number, one: Value, id = 0): Uint8Array => frame(kind, id, new Uint8Array(encodeValue(one)));
const loaded = frame(tag.loaded);
const end = frame(tag.end);

const read = (
  calls: number,
  chunks: readonly Uint8Array[],
  ending: Parameters<TranscriptReader['finish']>[0] = 'exit',
) => {
  const reader = new TranscriptReader(calls);
  for (const chunk of chunks) reader.push(chunk);
  return reader.finish(ending);
};

describe('a transcript', () => {
  it('holds answers of each kind, and what was said of the arguments', () => {
    const chunks = [
      loaded,
      value(0, 7),
      value(1, [1], 1),
      said(tag.failure, ['TypeError', 'no', 3], 2),
      frame(tag.tooBig, 3),
      end,
    ];
    expect(read(4, chunks)).toEqual({
      ending: 'complete',
      loaded: true,
      loadFailure: null,
      log: '',
      answers: [
        { kind: 'value', value: 7, mutated: false },
        { kind: 'value', value: [1], mutated: true },
        { kind: 'failure', name: 'TypeError', message: 'no', line: 3 },
        { kind: 'too-big' },
      ],
    });
    expect(read(0, [loaded, end])).toMatchObject({ ending: 'complete', answers: [] });
  });

  it('reads errors of any form as text, and takes no line that is none', () => {
    const failure = (one: Value) => read(1, [loaded, said(tag.failure, one), end]).answers[0];
    expect(failure(['E', 'm', 0])).toEqual({ kind: 'failure', name: 'E', message: 'm', line: 0 });
    for (const line of [-1, 1.5, Number.NaN, 'x', null])
      expect(failure(['E', 'm', line as Value])).toMatchObject({ line: 0 });
    expect(failure([new Opaque('Symbol'), 5, 1])).toEqual({ kind: 'failure', name: 'Symbol', message: '5', line: 1 });
    expect(failure('no list')).toEqual({ kind: 'failure', name: '', message: '', line: 0 });
    expect(failure([true, null, 1])).toEqual({ kind: 'failure', name: '', message: '', line: 1 });
    expect(failure([])).toEqual({ kind: 'failure', name: '', message: '', line: 0 });
  });

  it('tells why a module did not load, of each kind', () => {
    const failed = (one: Value) => read(1, [said(tag.notLoaded, one), end]);
    expect(failed(['error', '', ['SyntaxError', 'bad', 2]])).toEqual({
      ending: 'complete',
      loaded: false,
      answers: [],
      log: '',
      loadFailure: { kind: 'error', name: 'SyntaxError', message: 'bad', line: 2 },
    });
    expect(failed(['import', 'node:fs', ['Error', 'x', 0]]).loadFailure).toEqual({
      kind: 'import',
      specifier: 'node:fs',
    });
    expect(failed(['export', ['a', 'b'], 'c']).loadFailure).toEqual({ kind: 'export', names: ['a', 'b'], wanted: 'c' });
    const many = Array.from({ length: 30 }, (_, i) => `n${i}`);
    expect(failed(['export', many, 'c']).loadFailure).toMatchObject({ names: many.slice(0, 20) });
    expect(failed('nonsense').loadFailure).toEqual({ kind: 'error', name: '', message: '', line: 0 });
    expect(read(1, [said(tag.notLoaded, ['error', '', []]), value(0, 1)]).ending).toBe('protocol');
    expect(read(1, [said(tag.notLoaded, ['error', '', []]), loaded]).ending).toBe('protocol');
    expect(read(1, [said(tag.notLoaded, ['error', '', []]), said(tag.notLoaded, ['error', '', []])]).ending).toBe(
      'protocol',
    );
  });

  it('ends as its frames say, and otherwise as it is told', () => {
    expect(read(1, [loaded, frame(tag.flood)]).ending).toBe('output');
    expect(read(1, [loaded, frame(tag.memory)]).ending).toBe('memory');
    expect(read(1, [loaded, frame(tag.memory)], 'time').ending).toBe('memory');
    for (const ending of ['time', 'memory', 'unsettled', 'exit', 'output', 'protocol'] as const)
      expect(read(1, [loaded], ending).ending).toBe(ending);
    expect(read(1, [loaded], 'complete').ending).toBe('exit');
    expect(read(1, [loaded, value(0, 1), end], 'time').ending).toBe('complete');
  });

  it('keeps what was printed, and what is added at the end', () => {
    const reader = new TranscriptReader(1);
    reader.push(said(tag.log, 'a'));
    reader.push(said(tag.log, new Opaque('Map')));
    expect(reader.finish('exit', 'last words').log).toBe('a\nMap\nlast words');
    expect(read(1, [said(tag.log, 5)]).log).toBe('5\n');
  });

  it('takes what comes after the end for nothing', () => {
    const reader = new TranscriptReader(1);
    for (const chunk of [loaded, value(0, 1)]) reader.push(chunk);
    expect(reader.done).toBe(false);
    reader.push(end);
    expect(reader.done).toBe(true);
    reader.push(frame(99));
    // Nor does anybody count how much of it comes.
    reader.push(new Uint8Array(MAX_TOTAL_BYTES + 1));
    expect(reader.finish('exit')).toMatchObject({ ending: 'complete' });
    // In one piece, too.
    expect(read(1, [new Uint8Array([...loaded, ...value(0, 1), ...end, ...frame(99)])]).ending).toBe('complete');
  });

  it('reads frames that come byte by byte, and many large ones', () => {
    const bytes = [...loaded, ...value(0, [1, 2]), ...end].map((byte) => new Uint8Array([byte]));
    expect(read(1, bytes)).toMatchObject({ ending: 'complete', answers: [{ kind: 'value', value: [1, 2] }] });
    const large = value(0, 'x'.repeat(9000));
    const reader = new TranscriptReader(3);
    reader.push(loaded);
    for (let id = 0; id < 3; id++) {
      const one = value(id, 'x'.repeat(9000));
      expect(one.length).toBe(large.length);
      reader.push(one.subarray(0, 5000));
      reader.push(one.subarray(5000));
    }
    reader.push(end);
    expect(reader.finish('exit')).toMatchObject({
      ending: 'complete',
      answers: [0, 1, 2].map(() => ({ value: 'x'.repeat(9000) })),
    });
  });

  it('keeps what it holds when it needs more room for it', () => {
    const one = value(0, 'abcdefgh'.repeat(1000));
    const chunks = [one.subarray(0, 3000), one.subarray(3000, 3100), one.subarray(3100)];
    expect(read(1, [loaded, ...chunks, end])).toMatchObject({
      ending: 'complete',
      answers: [{ value: 'abcdefgh'.repeat(1000) }],
    });
  });

  it('reads no frame out of bytes that an earlier one left behind', () => {
    // Behind a short frame lie the bytes of the long one before it, which would be a length beyond every cap.
    const chunks = [loaded, value(0, '\uffff'.repeat(100)), frame(tag.tooBig, 1)];
    expect(read(3, [...chunks, value(2, 5), end])).toMatchObject({
      ending: 'complete',
      answers: [{ value: '\uffff'.repeat(100) }, { kind: 'too-big' }, { value: 5 }],
    });
    expect(read(3, chunks, 'time').ending).toBe('time');
  });

  it('knows no other kind of frame, whatever it holds', () => {
    expect(read(1, [loaded, frame(99, 0, new Uint8Array([0, ...encodeValue(1)]))]).ending).toBe('protocol');
    expect(read(1, [loaded, said(99, 1)]).ending).toBe('protocol');
  });

  it('stops at its caps, to the byte', () => {
    expect([MAX_FRAME_BYTES, MAX_TOTAL_BYTES, MAX_LOG_BYTES]).toEqual([262_144, 4_194_304, 65_536]);
    const header = (length: number): Uint8Array => {
      const bytes = new Uint8Array(FRAME_HEADER_BYTES);
      new DataView(bytes.buffer).setUint32(1, length, true);
      bytes[0] = tag.value;
      return bytes;
    };
    expect(read(1, [loaded, header(MAX_FRAME_BYTES)]).ending).toBe('exit');
    expect(read(1, [loaded, header(MAX_FRAME_BYTES + 1)]).ending).toBe('protocol');
    const total = (length: number) => {
      const reader = new TranscriptReader(1);
      for (let left = length; left > 0; left -= 60_000) reader.push(new Uint8Array(Math.min(left, 60_000)));
      return reader.finish('exit').ending;
    };
    // Zeros are no frame; the cap is looked at first.
    expect(total(10)).toBe('protocol');
    const flood = new TranscriptReader(1);
    flood.push(new Uint8Array(MAX_TOTAL_BYTES + 1));
    expect(flood.finish('exit').ending).toBe('output');
    const justFits = new TranscriptReader(1);
    justFits.push(new Uint8Array(MAX_TOTAL_BYTES));
    expect(justFits.finish('exit').ending).toBe('protocol');
    // Log frames hold a kind, a length and the text.
    const line = (length: number): Uint8Array => said(tag.log, 'x'.repeat(length - 5));
    const quarters = (last: number) => [1, 1, 1].map(() => line(MAX_LOG_BYTES / 4)).concat(line(last));
    expect(read(1, quarters(MAX_LOG_BYTES / 4))).toMatchObject({ ending: 'exit' });
    expect(read(1, quarters(MAX_LOG_BYTES / 4 + 1))).toMatchObject({ ending: 'output' });
  });
});

describe('a value out of bytes', () => {
  const bytesOf = (...parts: (number | readonly number[])[]): Uint8Array => new Uint8Array(parts.flat());
  const word = (n: number): readonly number[] => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, (n >>> 24) & 255];

  it('is any kind that is written', () => {
    const all: Value[] = [
      1.5,
      'text',
      true,
      false,
      null,
      [1, [2, []]],
      { a: 1, b: { c: 'd' } },
      new Opaque('Map'),
      new Given('f'),
      new Uint8Array([1, 255]),
      new Float32Array([1.5, -0]),
      new Float64Array([1e300]),
      new Int32Array([-5]),
      new Uint32Array([2 ** 32 - 1]),
      new Uint8Array([1, 2]).buffer,
    ];
    for (const one of all) expect(decodeValue(encodeValue(one))).toEqual(one);
    expect(decodeValue(encodeValue(all))).toEqual(all);
    expect(decodeValue(encodeValue('x'.repeat(MAX_TEXT * 3 + 1)))).toBe('x'.repeat(MAX_TEXT * 3 + 1));
  });

  it('is refused where the bytes end too soon, inside each kind', () => {
    for (const one of [1, 'text', [1], { a: 1 }, new Float64Array([1]), new Opaque('Map'), new Given('f')] as Value[]) {
      const bytes = encodeValue(one);
      for (let length = 0; length < bytes.length; length++)
        expect(() => decodeValue(bytes.subarray(0, length))).toThrow(RangeError);
      expect(() => decodeValue(new Uint8Array([...bytes, 0]))).toThrow(RangeError);
    }
  });

  it('says where the bytes end, and what it does not know', () => {
    expect(() => decodeValue(bytesOf(2, 1, 0, 0))).toThrow(/end inside a length/);
    expect(() => decodeValue(bytesOf(4, 0))).toThrow(/end inside a length/);
    expect(() => decodeValue(encodeValue(1.5).subarray(0, 8))).toThrow(/end inside a number/);
    expect(() => decodeValue(bytesOf(2, word(1), [1, 0, 0]))).toThrow(RangeError);
    expect(() => decodeValue(bytesOf(77))).toThrow(/no kind of value 77/);
    expect(() => decodeValue(bytesOf(2, word(1), 77))).toThrow(/no kind of value 77/);
  });

  it('holds no more than its bytes could, and allocates nothing for what they could not', () => {
    // Kinds: 2 array, 8 record, 9 typed; a number of a typed array takes eight bytes, an entry of a record five at least.
    expect(decodeValue(bytesOf(2, word(2), 7, 7))).toEqual([null, null]);
    expect(() => decodeValue(bytesOf(2, word(3), 7, 7))).toThrow(/longer than its bytes/);
    expect(decodeValue(bytesOf(8, word(1), word(0), 7))).toEqual({ '': null });
    expect(() => decodeValue(bytesOf(8, word(2), word(0), 7))).toThrow(/longer than its bytes/);
    expect(() => decodeValue(bytesOf(9, 3, word(2), new Array(8).fill(0)))).toThrow(/longer than its bytes/);
    expect(decodeValue(bytesOf(9, 3, word(1), new Array(8).fill(0)))).toEqual(new Float64Array(1));
    expect(() => decodeValue(bytesOf(2, word(2 ** 31), 7))).toThrow(/longer than its bytes/);
    expect(() => decodeValue(bytesOf(9, 6, word(0)))).toThrow(RangeError);
  });

  it('has texts of a length that is allowed, names shorter than texts', () => {
    const text = (kind: number, length: number): Uint8Array => bytesOf(kind, word(length), new Array(length).fill(97));
    expect(decodeValue(text(3, MAX_TEXT * 3))).toEqual(new Opaque('a'.repeat(MAX_TEXT * 3)));
    expect(() => decodeValue(text(3, MAX_TEXT * 3 + 1))).toThrow(/text is too long/);
    expect(decodeValue(text(4, MAX_CELLS * 3))).toBe('a'.repeat(MAX_CELLS * 3));
    expect(() => decodeValue(text(4, MAX_CELLS * 3 + 1))).toThrow(/text is too long/);
    expect(() => decodeValue(bytesOf(4, word(2), 97))).toThrow(/text is too long/);
  });

  it('is nested as deep as it says and no deeper', () => {
    const nest = (depth: number, kind: 'array' | 'record'): Uint8Array => {
      const open = kind === 'array' ? [2, ...word(1)] : [8, ...word(1), ...word(0)];
      return bytesOf(...Array.from({ length: depth }, () => open), 7);
    };
    for (const kind of ['array', 'record'] as const) {
      decodeValue(nest(MAX_DEPTH, kind));
      expect(() => decodeValue(nest(MAX_DEPTH + 1, kind))).toThrow(/nested too deep/);
    }
  });

  it('reads lengths from all four bytes', () => {
    const many = 0x010203;
    const nulls = decodeValue(bytesOf(2, word(many), new Array(many).fill(7)));
    expect((nulls as readonly Value[]).length).toBe(many);
    expect(decodeValue(bytesOf(4, word(300), new Array(300).fill(97)))).toBe('a'.repeat(300));
    const long = 'b'.repeat(2 ** 16 - 10_000);
    expect(decodeValue(encodeValue(long.slice(0, MAX_CELLS)))).toBe(long.slice(0, MAX_CELLS));
    expect(() => decodeValue(bytesOf(4, [0, 0, 1, 0], new Array(10).fill(97)))).toThrow();
    expect(() => decodeValue(bytesOf(4, [0, 0, 0, 1], new Array(10).fill(97)))).toThrow();
    expect(() => decodeValue(bytesOf(4, [0, 0, 0, 128], new Array(10).fill(97)))).toThrow();
  });
});

describe('a job', () => {
  it('is read as it was written: its program, and its calls in their order', () => {
    const program = {
      mode: 'call',
      names: ['f'],
      code: 'code ü',
      given: 'given',
      mutants: { m: 'x' },
      framework: '',
    } as const;
    const job = readJob(encodeJob({ program, calls: [[1, 'a'], [[2]]] })); // biome-ignore format: one line reads better
    expect(job).toMatchObject({ ...program, mutants: { m: 'x' } });
    expect(job.calls.map(({ id, args }) => [id, args])).toEqual([[0, [1, 'a']], [1, [[2]]]]); // biome-ignore format: one line reads better
  });
});
