/**
 * One counter-based random number generator for everything: weights, shuffles, dropout masks, data.
 *
 * Philox 4×32-10. Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), §3 and
 * the constants of its reference implementation. Word number p of the stream is a pure function of (seed, p): that is why a
 * run can be replayed from any keyframe, and why a GPU can draw the same numbers in parallel.
 */
import { check, checkPlace, signature } from './arguments.ts';
import { ChalkgradError } from './errors.ts';

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** High 32 bits of the 64-bit product of two unsigned 32-bit words (JavaScript has no such multiply). */
function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = aLow * bLow;
  const middle1 = aHigh * bLow + (low >>> 16);
  const middle2 = aLow * bHigh + (middle1 & 0xffff);
  return (aHigh * bHigh + Math.floor(middle1 / 0x10000) + Math.floor(middle2 / 0x10000)) >>> 0;
}

/** Four random words from a 128-bit counter (here its low 64 bits) and a 64-bit key, written into `out`. */
export function philox(
  counterLow: number,
  counterHigh: number,
  keyLow: number,
  keyHigh: number,
  out: Uint32Array,
): void {
  let c0 = counterLow >>> 0;
  let c1 = counterHigh >>> 0;
  let c2 = 0;
  let c3 = 0;
  let k0 = keyLow >>> 0;
  let k1 = keyHigh >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = mulHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const high1 = mulHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** Words that a stream is drawn from, at most: at a billion a second, three days. */
const FARTHEST = 2 ** 48;

/** What must be kept to continue a stream exactly where it stopped. */
export interface GeneratorState {
  readonly seed: number;
  readonly stream: number;
  readonly position: number;
}

const made = signature('Generator', { seed: 'size', stream: 'size' });
const methods = {
  fork: signature('Generator.fork', { name: 'text' }),
  skip: signature('Generator.skip', { n: 'size' }),
  integer: signature('Generator.integer', { n: 'count' }),
  permutation: signature('Generator.permutation', { n: 'size' }),
};

/**
 * A stream of random numbers. (Not JavaScript's `Generator`, the type of a `function*`, in spite of the name: PyTorch's is meant.)
 *
 * `new Generator(7)` always gives the same stream. `fork('shuffle')` gives an independent stream of the same seed, so that
 * drawing more of one kind (dropout masks, say) never shifts another (the batches).
 *
 * @example
 * const g = new Generator(7);
 * g.uniform();          // in [0, 1)
 * g.integer(10);        // 0 … 9
 * g.permutation(4);     // e.g. [2, 0, 3, 1]
 */
export class Generator {
  readonly seed: number;
  readonly stream: number;
  /** How many 32-bit words were taken so far. */
  private position: number;
  private readonly block = new Uint32Array(4);
  /** Which block `block` holds; -1 when none. */
  private blockIndex = -1;

  constructor(seed: number, stream = 0) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new ChalkgradError(`Generator: seed ${seed} is not usable`, 'a seed is a whole number from 0 to 2^53 - 1.');
    }
    check(made, seed, stream);
    this.seed = seed;
    this.stream = stream >>> 0;
    this.position = 0;
  }

  /** An independent stream under the same seed, named by a word: FNV-1a of the name, mixed with this stream's number. */
  fork(name: string): Generator {
    checkPlace(methods.fork, 0, name);
    let hash = (0x811c9dc5 ^ this.stream) >>> 0;
    for (const char of name) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
    return new Generator(this.seed, hash);
  }

  getState(): GeneratorState {
    return { seed: this.seed, stream: this.stream, position: this.position };
  }

  /** Would `setState` take this state? Throws what it would throw; changes nothing. */
  checkState(state: GeneratorState): void {
    const isPosition = (n: unknown): boolean => Number.isInteger(n) && (n as number) >= 0 && (n as number) <= FARTHEST;
    const isStream = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 0;
    const isState = typeof state === 'object' && state !== null && isPosition(state.position);
    if (!isState || !isStream(state.seed) || !isStream(state.stream)) {
      throw new ChalkgradError(
        'Generator: this is no state of a generator',
        'it has a seed, a stream, and a position, a whole number from 0 to 2^48: getState() gives one.',
      );
    }
    if (state.seed !== this.seed || state.stream !== this.stream) {
      throw new ChalkgradError(
        `Generator: this is stream ${this.stream} of seed ${this.seed}, the saved state is stream ${state.stream} of seed ${state.seed}`,
        'restore a state into a generator made with the same seed and the same fork name.',
      );
    }
  }

  /** Go on where a stream stopped. Errors: no state; the state of another stream or seed. Nothing is changed then. */
  setState(state: GeneratorState): void {
    this.checkState(state);
    this.position = state.position;
  }

  /**
   * Pass over `n` words and say where they begin: whoever knows that can compute each of them by itself, in any order (the kernel
   * `uniform` does, on a GPU all at once).
   */
  skip(n: number): GeneratorState {
    checkPlace(methods.skip, 0, n);
    const from = this.getState();
    this.position += n;
    return from;
  }

  /** The next 32 random bits, as a whole number from 0 to 2^32 - 1. */
  word(): number {
    const index = Math.floor(this.position / 4);
    if (index !== this.blockIndex) {
      const keyHigh = (Math.floor(this.seed / 0x100000000) ^ this.stream) >>> 0;
      philox(index >>> 0, Math.floor(index / 0x100000000), this.seed >>> 0, keyHigh, this.block);
      this.blockIndex = index;
    }
    return this.block[this.position++ % 4]!;
  }

  /** Uniform in [low, high). 24 random bits, so the same number in float32 on every backend. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * ((this.word() >>> 8) * 2 ** -24);
  }

  /** Normal with the given mean and standard deviation. Source: Box & Muller (1958). Uses two words a number. */
  normal(mean = 0, std = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform())); // 1 - u is in (0, 1]: the logarithm stays finite
    return mean + std * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** A whole number from 0 to n - 1. */
  integer(n: number): number {
    checkPlace(methods.integer, 0, n);
    return Math.floor((this.word() / 0x100000000) * n);
  }

  /** 0 … n - 1 in random order. Source: Fisher–Yates in Durstenfeld's form (CACM algorithm 235, 1964). */
  permutation(n: number): Int32Array<ArrayBuffer> {
    checkPlace(methods.permutation, 0, n);
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
    return order;
  }
}

let defaultGenerator = new Generator(0);

/** Restart the default stream, as `torch.manual_seed` does. */
export function manualSeed(seed: number): Generator {
  defaultGenerator = new Generator(seed);
  return defaultGenerator;
}

/** The stream used where no generator is passed in. */
export const getDefaultGenerator = (): Generator => defaultGenerator;
