/**
 * A stream of bytes → one array, within a budget. Whoever sent the stream decides what comes out of it (a few bytes of gzip may mean
 * gigabytes, a server may never end), so that it is read only as far as the budget, and never allocated on its word alone.
 */

export interface CollectOptions {
  /** Bytes at most. */
  readonly most: number;
  /** How many are expected: right, and nothing is allocated twice. Default 64 KiB. */
  readonly expected?: number;
}

const FIRST = 0x10000;

/** All bytes of the stream; undefined when there are more than `most`, and then the stream is cancelled. */
export async function collect(
  stream: ReadableStream<Uint8Array>,
  { most, expected = FIRST }: CollectOptions,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let out = new Uint8Array(Math.min(expected, most));
  let at = 0;
  for (const reader = stream.getReader(); ; ) {
    const { value, done } = await reader.read();
    if (done) return at === out.length ? out : out.slice(0, at);
    const end = at + value.length;
    if (end > most) {
      await reader.cancel();
      return undefined;
    }
    if (end > out.length) {
      const larger = new Uint8Array(Math.min(most, Math.max(end, 2 * out.length)));
      larger.set(out.subarray(0, at));
      out = larger;
    }
    out.set(value, at);
    at = end;
  }
}
