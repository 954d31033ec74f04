/**
 * What a run's model is made of: every module with what came out of it and how much it learns, measured on one real training step of
 * the run, so that a run with two networks is measured like any other.
 */
import type { Module, Run, Shape } from '#framework';
import { Tensor } from '#framework';

export interface ModelRow {
  /** '' is the model itself. */
  readonly name: string;
  /** How deep it lies in the model. */
  readonly depth: number;
  readonly type: string;
  /** '[N, 8, 28, 28]', or null when it was never called. */
  readonly output: string | null;
  readonly parameters: number;
}

/** A prime, so that a shape's first axis that is a multiple of it is the batch. */
export const BATCH = 31;

export async function modelRows(run: Run): Promise<ModelRow[]> {
  const setup = await run.build({ examples: BATCH, testExamples: 2, batchSize: BATCH, epochs: 1 });
  const modules = [...setup.model.namedModules()];
  const outputs = new Map<Module, Shape>();
  for (const [, module] of modules) {
    if (!('forward' in module)) continue;
    module.registerForwardHook((_module, _inputs, output) => {
      const tensor = firstTensor(output);
      if (tensor !== undefined) outputs.set(module, tensor.shape);
      return undefined;
    });
  }
  for (const batch of setup.loader.epoch(0)) {
    setup.step(batch);
    break;
  }
  return modules.map(([name, module]) => {
    const shape = outputs.get(module);
    return {
      name: name.split('.').at(-1) ?? '',
      depth: name === '' ? 0 : name.split('.').length,
      type: module.constructor.name,
      output: shape === undefined ? null : shapeWithBatch(shape),
      parameters: [...module.parameters()].reduce((sum, parameter) => sum + parameter.size, 0),
    };
  });
}

const firstTensor = (value: unknown): Tensor | undefined => {
  if (value instanceof Tensor) return value;
  return Array.isArray(value) ? value.map(firstTensor).find((found) => found !== undefined) : undefined;
};

/** [31, 8] → '[N, 8]', [62, 8] → '[2N, 8]' */
function shapeWithBatch([first, ...rest]: Shape): string {
  if (first === undefined) return '[]';
  const isBatch = first > 0 && first % BATCH === 0;
  const times = first / BATCH;
  return `[${[isBatch ? `${times === 1 ? '' : times}N` : first, ...rest].join(', ')}]`;
}
