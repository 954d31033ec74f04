/**
 * The compiled kernels import a memory that belongs to one thread. They hold no atomics, so the same code serves in a memory that threads
 * share; only their import must say so, which is one flag. It is changed here, instead of building, fetching and testing every binary twice.
 * Source: WebAssembly core specification 3.0, §5.3.9 (limits: 0x01 has a maximum, 0x03 has one and is shared) and §5.5.5 (imports).
 */
import { ChalkgradError } from '../../tensor/errors.ts';

const HEADER = 8; // bytes: the magic number and the version
const IMPORTS = 2; // number of the section
const MEMORY = 2; // kind of an import
const WITH_MAXIMUM = 0x01;
const SHARED = 0x03;

const notWhatItWas = (what: string): ChalkgradError =>
  new ChalkgradError(
    `simd: the compiled kernels cannot share their memory (${what})`,
    'they are not what assembly/build.mjs makes: run npm run kernels.',
  );

/** A copy of a module's bytes whose one import, a memory, is shared. */
export function withSharedMemory(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary);
  let at = HEADER;
  /** The next number: 7 bits a byte, the lowest first, the eighth bit set where more follow (LEB128). */
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw notWhatItWas('they end too early');
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const skipName = (): void => {
    const letters = number();
    at += letters;
  };
  while (at < bytes.length) {
    const section = number();
    const size = number();
    if (section !== IMPORTS) {
      at += size;
      continue;
    }
    if (number() !== 1) throw notWhatItWas('they import more than a memory');
    skipName();
    skipName();
    if (number() !== MEMORY) throw notWhatItWas('what they import is no memory');
    if (bytes[at] !== WITH_MAXIMUM) throw notWhatItWas('their memory has no maximum, or is shared already');
    bytes[at] = SHARED;
    return bytes;
  }
  throw notWhatItWas('they import nothing');
}
