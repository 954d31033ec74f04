import { MAX_LOG_BYTES, TranscriptReader } from '../../../../exercises/grader/protocol.ts';
import { FRAME_HEADER_BYTES, tag } from '../../../../exercises/grader/sandbox/wire.ts';
import { encodeFrame, encodeValue } from '../../../../exercises/grader/sandbox/writeValue.ts';
import type { Bytes, Generator } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

const CALLS = 2;

const joined = (parts: readonly Uint8Array[]): Bytes => Uint8Array.from(parts.flatMap((part) => [...part]));

function frame(kind: number, id: number, payload: Uint8Array): Uint8Array {
  return encodeFrame(kind, id, payload, payload.length);
}

const answer = (id: number, value: Parameters<typeof encodeValue>[0]): Uint8Array =>
  frame(tag.value, id, Uint8Array.from([0, ...encodeValue(value)]));

const none = new Uint8Array(0);

const wholes = (): Bytes[] => [
  joined([
    frame(tag.loaded, 0, none),
    answer(0, 3),
    answer(1, [1, [2, { is: 'x' }]] as never),
    frame(tag.end, 0, none),
  ]),
  joined([
    frame(tag.log, 0, encodeValue({ is: 'hello' } as never)),
    frame(tag.loaded, 0, none),
    frame(tag.tooBig, 0, none),
  ]),
];

function frames(g: Generator): Bytes {
  const kinds = [...Object.values(tag), 0, 255];
  const payloads = [
    none,
    Uint8Array.of(0),
    encodeValue(1),
    encodeValue([1, [2]]),
    Uint8Array.of(255, 255, 255, 255, 255),
    new Uint8Array(900),
  ];
  return joined(
    Array.from({ length: g.integer(8) }, () => frame(pick(kinds, g) as number, g.integer(4), pick(payloads, g))),
  );
}

export const graderFrames: FuzzTarget = {
  name: 'grader-frames',
  seeds: wholes,
  vary: frames,
  read(bytes) {
    // Cut where the bytes themselves say, so that a finding can be repeated.
    const reader = new TranscriptReader(CALLS);
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const end = at + 1 + (i % 3 === 0 ? bytes[at]! : FRAME_HEADER_BYTES);
      reader.push(bytes.subarray(at, end));
      at = end;
    }
    const { answers, log } = reader.finish('exit');
    if (answers.length > CALLS) throw new Error('more answers than calls');
    if (log.length > 2 * MAX_LOG_BYTES) throw new Error('more was kept of what was printed than is allowed');
  },
};
