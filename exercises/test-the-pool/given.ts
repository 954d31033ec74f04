/** Right pools, and how the student's cases are tried on one. */

type Picture = number[][][];

interface Pool {
  forward(x: Picture): Picture;
  backward(grad: Picture): Picture;
}
type PoolClass = new (size: number, stride?: number) => Pool;

interface TestCase {
  readonly size: number;
  readonly stride: number;
  readonly x: Picture;
  readonly grad: Picture;
}

const MOST = 4;
const places = (n: number, size: number, stride: number): number => Math.floor((n - size) / stride) + 1;

/** Remembers where each winner stood. */
class Remembering implements Pool {
  readonly size: number;
  readonly stride: number;
  private shape: readonly number[] = [];
  private won: (readonly [c: number, p: number, q: number])[] = [];

  constructor(size: number, stride = size) {
    this.size = size;
    this.stride = stride;
  }

  forward(x: Picture): Picture {
    const { size, stride } = this;
    this.shape = [x.length, x[0]!.length, x[0]![0]!.length];
    this.won = [];
    return x.map((plane, c) =>
      Array.from({ length: places(plane.length, size, stride) }, (_, i) =>
        Array.from({ length: places(plane[0]!.length, size, stride) }, (_, j) => {
          let [p, q] = [i * stride, j * stride];
          for (let k = 0; k < size * size; k++) {
            const [r, s] = [i * stride + Math.floor(k / size), j * stride + (k % size)];
            if (plane[r]![s]! > plane[p]![q]!) [p, q] = [r, s];
          }
          this.won.push([c, p, q]);
          return plane[p]![q]!;
        }),
      ),
    );
  }

  backward(grad: Picture): Picture {
    const [channels, rows, columns] = this.shape as [number, number, number];
    const back = Array.from({ length: channels }, () =>
      Array.from({ length: rows }, () => new Array<number>(columns).fill(0)),
    );
    for (const [k, g] of grad.flat(2).entries()) {
      const [c, p, q] = this.won[k]!;
      back[c]![p]![q]! += g;
    }
    return back;
  }
}

/** Keeps its input and looks for the winners a second time. */
class Searching implements Pool {
  readonly size: number;
  readonly stride: number;
  private x: Picture = [];

  constructor(size: number, stride = size) {
    this.size = size;
    this.stride = stride;
  }

  private window(plane: number[][], i: number, j: number): number[] {
    return plane
      .slice(i * this.stride, i * this.stride + this.size)
      .flatMap((row) => row.slice(j * this.stride, j * this.stride + this.size));
  }

  forward(x: Picture): Picture {
    this.x = x.map((plane) => plane.map((row) => [...row]));
    return x.map((plane) =>
      Array.from({ length: places(plane.length, this.size, this.stride) }, (_, i) =>
        Array.from({ length: places(plane[0]!.length, this.size, this.stride) }, (_, j) =>
          Math.max(...this.window(plane, i, j)),
        ),
      ),
    );
  }

  backward(grad: Picture): Picture {
    return this.x.map((plane, c) => {
      const back = plane.map((row) => row.map(() => 0));
      for (const [i, row] of grad[c]!.entries())
        for (const [j, g] of row.entries()) {
          const cells = this.window(plane, i, j);
          const k = cells.indexOf(Math.max(...cells));
          back[i * this.stride + Math.floor(k / this.size)]![j * this.stride + (k % this.size)]! += g;
        }
      return back;
    });
  }
}

export const remembers = { MaxPool: Remembering };
export const searchesAgain = { MaxPool: Searching };

/** [channels, rows, columns] of numbers, or null where that is not what it is. */
function shapeOf(value: unknown): readonly [number, number, number] | null {
  const isList = (some: unknown): some is unknown[] => Array.isArray(some) && some.length > 0;
  if (!isList(value) || !value.every((plane) => isList(plane) && plane.every(isList))) return null;
  const planes = value as unknown[][][];
  const [rows, columns] = [planes[0]!.length, planes[0]![0]!.length];
  const isEven = planes.every((plane) => plane.length === rows && plane.every((row) => row.length === columns));
  return isEven && planes.flat(2).every((cell) => Number.isFinite(cell)) ? [planes.length, rows, columns] : null;
}

/** Says what is the matter with a case that no pool could be asked. */
function check({ size, stride, x, grad }: TestCase, k: number): void {
  const [shape, back] = [shapeOf(x), shapeOf(grad)];
  const isCount = (n: unknown): boolean => Number.isInteger(n) && (n as number) > 0;
  if (!isCount(size) || !isCount(stride)) throw new TypeError(`case ${k}: size and stride are whole numbers from 1`);
  if (shape === null || back === null)
    throw new TypeError(`case ${k}: x and grad are finite numbers, [C, H, W], each row as long as the others`);
  const [channels, height, width] = shape;
  const wanted = [channels, places(height, size, stride), places(width, size, stride)];
  if (wanted[1]! < 1 || wanted[2]! < 1)
    throw new RangeError(`case ${k}: no window of ${size} fits into ${height} × ${width}`);
  if (wanted.join() !== back.join())
    throw new RangeError(`case ${k}: grad is [${back.join(', ')}]; the output will be [${wanted.join(', ')}]`);
}

const near = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => near(item, b[i]));
  return typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
};
const copy = (x: Picture): Picture => x.map((plane) => plane.map((row) => [...row]));

/** What a pool makes of a case, forwards and backwards; null where it cannot. */
function answers(Pool: PoolClass, { size, stride, x, grad }: TestCase): Picture[] | null {
  try {
    const pool = new Pool(size, stride);
    return [pool.forward(copy(x)), pool.backward(copy(grad))];
  } catch {
    return null;
  }
}

/** Numbers from 0 to 1. Source: Bryc's mulberry32. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Cases = (random: () => number) => TestCase[];

/** Does a pool agree with a right one on all of the student's cases? */
export function drive(
  student: { readonly cases: Cases },
  pool: { readonly MaxPool: PoolClass },
  seed: number,
): boolean {
  const cases = student.cases(uniforms(seed));
  if (!Array.isArray(cases)) throw new TypeError('cases returns a list of { size, stride, x, grad }');
  if (cases.length > MOST) throw new RangeError(`${cases.length} cases: at most ${MOST}`);
  return cases.every((one, k) => {
    check(one, k);
    return near(answers(pool.MaxPool, one), answers(Remembering, one));
  });
}
