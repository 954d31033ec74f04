/** The same five steps twice: in a loop of one's own, and by `fit`. Who called what is noted while they are made. */
import { crossEntropy, findRun, fit } from '#framework';

export const CALLED = ['forward', 'zeroGrad', 'step'] as const;
export type Called = (typeof CALLED)[number];

/** How often each was called, by whose code. */
export type Calls = Readonly<Record<Called, { readonly yours: number; readonly theirs: number }>>;

/** Puts a note in front of a method. */
function noted<K extends string>(
  target: { [key in K]: (...args: never[]) => unknown },
  name: K,
  note: () => void,
): void {
  const method = target[name].bind(target) as (...args: never[]) => unknown;
  target[name] = (...args: never[]) => {
    note();
    return method(...args);
  };
}

async function watched(
  train: (setup: Awaited<ReturnType<typeof build>>, inside: (is: boolean) => void) => Promise<void>,
) {
  const calls = Object.fromEntries(CALLED.map((name) => [name, { yours: 0, theirs: 0 }])) as Record<
    Called,
    { yours: number; theirs: number }
  >;
  let isInside = false;
  const setup = await build();
  const note = (name: Called) => () => {
    calls[name][isInside ? 'theirs' : 'yours']++;
  };
  const optimizer = setup.optimizers['main']!;
  noted(setup.model as never as Record<'forward', () => unknown>, 'forward', note('forward'));
  noted(optimizer as never as Record<'zeroGrad' | 'step', () => unknown>, 'zeroGrad', note('zeroGrad'));
  noted(optimizer as never as Record<'zeroGrad' | 'step', () => unknown>, 'step', note('step'));
  await train(setup, (is) => {
    isInside = is;
  });
  return calls;
}

const build = () => findRun('five-mlp').build({ seed: 7 });

/** @example (await whoCalls()).fit.forward // { yours: 0, theirs: 5 } */
export async function whoCalls(): Promise<{ readonly loop: Calls; readonly fit: Calls }> {
  const loop = await watched(async (setup) => {
    for (const { tensors } of setup.loader.epoch(0)) {
      const [x, y] = tensors;
      setup.optimizers['main']!.zeroGrad();
      const logits = (setup.model as unknown as { forward(input: unknown): never }).forward(x);
      crossEntropy(logits, y!).backward();
      setup.optimizers['main']!.step();
    }
  });
  const byFit = await watched(async (setup, inside) => {
    // From the call of `fit` until it hands something back, its code runs and not yours.
    const reports = fit(setup, { validate: false });
    for (;;) {
      inside(true);
      const { done } = await reports.next();
      inside(false);
      if (done) return;
    }
  });
  return { loop, fit: byFit };
}
