/**
 * A well-known first CNN, line by line, run by the framework: what shape each line makes, and where it fails with which words. Its two mistakes
 * are those of the original: a name that is never imported, and a size that belongs to other convolutions.
 */
import { ChalkgradError, Conv2d, Generator, Linear, MaxPool2d, type Tensor, zeros } from '#framework';

export interface ProgramChoices {
  /** Is `F` imported? */
  readonly imported: boolean;
  readonly padding: 0 | 1;
  /** Height and width that the first linear layer expects of the maps. */
  readonly side: 6 | 8;
}

export interface ProgramRun {
  /** By line of `forward`, from 0: the shape that it made, [N, …]; null from the failing line on. */
  readonly shapes: readonly (readonly number[] | null)[];
  /** The line that failed; null: it ran to its end. */
  readonly failed: number | null;
  readonly message: string;
  readonly hint: string;
}

/** A small batch: sizes do not depend on it. */
const PICTURES = 2;
/** Where what is made of `F` stands: the line reads a name that nothing binds. */
const readsF = new Function('return F.relu') as () => unknown;

/** The lines of `forward`, as the page shows them. */
export const forwardLines: readonly string[] = [
  'x = pool(F.relu(conv1.forward(x)))',
  'x = pool(F.relu(conv2.forward(x)))',
  'x = x.flatten(1)',
  'x = F.relu(fc1.forward(x))',
  'return fc2.forward(x)',
];

export function runProgram({ imported, padding, side }: ProgramChoices): ProgramRun {
  const generator = new Generator(7);
  const conv1 = new Conv2d(3, 32, 3, { padding, generator });
  const conv2 = new Conv2d(32, 64, 3, { padding, generator });
  const pool = new MaxPool2d(2);
  const fc1 = new Linear(64 * side * side, 128, { generator });
  const fc2 = new Linear(128, 10, { generator });
  const relu = (x: Tensor): Tensor => {
    if (!imported) readsF();
    return x.relu();
  };
  const lines: readonly ((x: Tensor) => Tensor)[] = [
    (x) => pool.forward(relu(conv1.forward(x))),
    (x) => pool.forward(relu(conv2.forward(x))),
    (x) => x.flatten(1),
    (x) => relu(fc1.forward(x)),
    (x) => fc2.forward(x),
  ];
  const shapes: (readonly number[] | null)[] = lines.map(() => null);
  let x: Tensor = zeros([PICTURES, 3, 32, 32]);
  for (const [line, run] of lines.entries()) {
    try {
      x = run(x);
      shapes[line] = x.shape;
    } catch (error) {
      const { message, hint = '' } = error as Error & { hint?: string };
      const said =
        error instanceof ChalkgradError ? message.split('\nhint:')[0]! : `${(error as Error).name}: ${message}`;
      return { shapes, failed: line, message: said, hint };
    }
  }
  return { shapes, failed: null, message: '', hint: '' };
}

/** Every way to set the program, by `imported,padding,side`. */
export const allRuns = (): Readonly<Record<string, ProgramRun>> =>
  Object.fromEntries(
    [false, true].flatMap((imported) =>
      ([0, 1] as const).flatMap((padding) =>
        ([6, 8] as const).map((side) => [`${imported},${padding},${side}`, runProgram({ imported, padding, side })]),
      ),
    ),
  );
