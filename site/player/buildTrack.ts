/**
 * Builds the training run that a track trains: its knobs read, its bugs and answers in force around every step, its skipped examples left
 * out. And lets a fork go on from its parent's state with other options.
 */
import {
  ChalkgradError,
  type KnobValues,
  knobText,
  type LoadedBatch,
  noGrad,
  parseKnob,
  type Run,
  readKnobs,
  type Substitute,
  SubstituteError,
  substituting,
  type Tensor,
  type TrainingSetup,
  type TrainingState,
  tensor,
  unheard,
} from '#framework';
import { cutNetwork } from './cutNetwork.ts';
import type { Gradients } from './Keyframes.ts';
import { lessonRuns } from './lessonRuns.ts';
import { runNamed } from './programRun.ts';
import { substitutesOf } from './substitutesOf.ts';
import { bugsNow, type Edit, optionsNow, skipped, type TrackSpec } from './TrackSpec.ts';

export interface Built {
  readonly setup: TrainingSetup;
  /** The run as it is without its substitutes: for a step in which others join them. */
  readonly plain: TrainingSetup;
  readonly substitutes: readonly Substitute[];
}

/** How large a track's run is, where the page does not say: as its lesson shows it. */
export interface Sizes {
  readonly examples?: number;
  readonly testExamples?: number;
}

/** The knobs' values that texts stand for. Errors: an unknown knob, a value out of range. */
export function knobsOf(run: Run, options: TrackSpec['options']): KnobValues {
  const given = Object.entries(options).map(([key, text]) => {
    const knob = Object.hasOwn(run.knobs, key) ? run.knobs[key] : undefined;
    return [key, knob === undefined ? text : parseKnob(knob, text)] as const;
  });
  readKnobs(run, Object.fromEntries(given));
  return Object.fromEntries(given);
}

/** The same track with its options as they are written best: defaults left out, in the knobs' order. Errors: as `knobsOf`. */
export function canonical(spec: TrackSpec): TrackSpec {
  const run = runNamed(spec.run);
  const values = knobsOf(run, spec.options);
  knobsOf(run, optionsNow(spec));
  const options = Object.entries(run.knobs).flatMap(([key, knob]) => {
    const value = values[key];
    return value === undefined || knobText(value) === knobText(knob.default) ? [] : [[key, knobText(value)] as const];
  });
  return { ...spec, options: Object.fromEntries(options) };
}

/** The run of a track as it is from its last fork on. */
export async function buildTrack(spec: TrackSpec, sizes: Sizes = sizesOf(runNamed(spec.run).name)): Promise<Built> {
  const run = runNamed(spec.run);
  const knobs = knobsOf(run, optionsNow(spec));
  const substitutes = await substitutesOf(run, bugsNow(spec), spec.answers);
  // Everything of a build happens before its first await, so that a bug of first weights is in force in it.
  let building: Promise<TrainingSetup> | null = null;
  substituting(substitutes, () => {
    building = run.build({ seed: spec.seed, ...sizes, knobs });
  });
  const setup = await building!;
  cutNetwork(setup, spec);
  return { setup: inForce(setup, substitutes, skipped(spec)), plain: setup, substitutes };
}

/** As many examples as the lesson of this run takes; elsewhere the run's own number. */
function sizesOf(run: string): Sizes {
  const { examples, testExamples } = lessonRuns[run] ?? {};
  return {
    ...(examples === undefined ? {} : { examples }),
    ...(testExamples === undefined ? {} : { testExamples }),
  };
}

/** The run with its substitutes around all that it computes, and some examples left out of its batches. */
function inForce(setup: TrainingSetup, substitutes: readonly Substitute[], left: readonly number[]): TrainingSetup {
  if (substitutes.length === 0 && left.length === 0) return setup;
  const { loader, letters } = setup;
  function* epoch(number: number, start = 0): Iterable<LoadedBatch> {
    const batches = loader.epoch(number, start)[Symbol.iterator]();
    for (;;) {
      const next = substituting(substitutes, () => batches.next());
      if (next.done) return;
      yield without(next.value, left);
    }
  }
  const resumes = substitutes.filter(({ name }) => name === 'resume' || name.startsWith('resume.'));
  const half = loader.length + Math.floor(loader.length / 2);
  return {
    ...setup,
    // Somebody saved the run in the middle of its second epoch, and went on from the file.
    ...(resumes.length === 0
      ? {}
      : {
          schedule: (step: number): void => {
            if (step === half) for (const resume of resumes) resumed(resume, setup);
            setup.schedule?.(step);
          },
        }),
    loader: Object.create(loader, { epoch: { value: epoch } }) as TrainingSetup['loader'],
    step: (batch) => {
      if (batch.ids.length === 0) return { loss: Number.NaN };
      return substituting(substitutes, () => setup.step(batch));
    },
    evaluate: () => unheard(() => substituting(substitutes, () => setup.evaluate())),
    ...(letters === undefined
      ? {}
      : {
          letters: {
            ...letters,
            walk: (batch) => substituting(substitutes, () => letters.walk(batch)),
            write: (choices) => substituting(substitutes, () => letters.write(choices)),
          },
        }),
  };
}

/** What fails in it ends its track, and names it. */
function resumed(part: Substitute, setup: TrainingSetup): void {
  try {
    part.run(setup as never);
  } catch (error) {
    if (error instanceof SubstituteError) throw error;
    const told = error instanceof Error ? error.message.split('\nhint:')[0]! : String(error);
    throw new SubstituteError(
      part,
      `${part.name} (${part.id}) threw: ${told}`,
      'the track ends here; the others go on.',
    );
  }
}

function without(batch: LoadedBatch, left: readonly number[]): LoadedBatch {
  const kept = Array.from(batch.ids.keys()).filter((row) => !left.includes(batch.ids[row]!));
  if (kept.length === batch.ids.length) return batch;
  const rows = tensor(kept, { dtype: 'int32', shape: [kept.length] });
  const cut = (x: Tensor): Tensor => unheard(() => x.indexSelect(0, rows));
  return {
    ...batch,
    ids: Int32Array.from(kept, (row) => batch.ids[row]!),
    tensors: kept.length === 0 ? batch.tensors : batch.tensors.map(cut),
  };
}

/**
 * The parent's state as a fork takes it over: weights, memories, random streams and place in the data are the parent's, and what the
 * options change is the fork's own. `fresh` is the fork's run before its first step, `parentFresh` the parent's.
 * Errors: a network of another shape.
 */
export function graft(
  state: TrainingState,
  { fresh, parentFresh }: { readonly fresh: TrainingState; readonly parentFresh: TrainingState },
  cursor: TrainingState['manifest']['cursor'],
): TrainingState {
  const tensors: Record<string, Tensor> = {};
  for (const [name, value] of Object.entries(fresh.tensors)) {
    const found = state.tensors[name];
    if (found !== undefined && found.shape.join() === value.shape.join()) tensors[name] = found;
    else
      throw new ChalkgradError(
        `the options of a fork must leave the network as it is: ${name} has another shape`,
        'start a track of its own with this option.',
      );
  }
  if (Object.keys(state.tensors).some((name) => name.startsWith('model/') && !Object.hasOwn(fresh.tensors, name)))
    throw new ChalkgradError(
      'the options of a fork must leave the network as it is: it would lose parameters',
      'start a track of its own with this option.',
    );
  const optimizers = Object.fromEntries(
    Object.entries(fresh.manifest.optimizers).map(([name, own]) => {
      const before = state.manifest.optimizers[name];
      const then = parentFresh.manifest.optimizers[name];
      if (before === undefined || then === undefined || !isSameRule(own, then)) return [name, own];
      const prefix = `optimizer/${name}/`;
      for (const [key, value] of Object.entries(state.tensors)) if (key.startsWith(prefix)) tensors[key] = value;
      const groups = own.groups.map((group, i) => ({ ...before.groups[i], ...changed(group, then.groups[i] ?? {}) }));
      return [name, { ...before, groups }];
    }),
  );
  const schedulers = Object.fromEntries(
    Object.entries(fresh.manifest.schedulers).map(([name, own]) => {
      const before = state.manifest.schedulers[name];
      return [name, before === undefined ? { ...own, steps: cursor.step } : { ...own, steps: before.steps }];
    }),
  );
  const { config, run, seed, version, generators } = fresh.manifest;
  const kept = Object.fromEntries(
    Object.entries(generators).map(([name, own]) => [name, state.manifest.generators[name] ?? own]),
  );
  return { tensors, manifest: { version, run, seed, config, cursor, optimizers, schedulers, generators: kept } };
}

type Rule = TrainingState['manifest']['optimizers'][string];

/** The same kind of optimizer has the same settings, whatever their values. */
const isSameRule = (a: Rule, b: Rule): boolean =>
  a.steps.length === b.steps.length &&
  a.groups.length === b.groups.length &&
  a.groups.every((group, i) => Object.keys(group).join() === Object.keys(b.groups[i] ?? {}).join());

/** The settings in which two differ. */
const changed = (
  now: Readonly<Record<string, unknown>>,
  then: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(now).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(then[key])));

/** Put a number into a parameter. Errors: as `cellOf`. */
export function setCell(setup: TrainingSetup, edit: Extract<Edit, { kind: 'set' }>): void {
  const { parameter, place } = cellOf(setup, edit);
  const values = parameter.dataSync();
  values[place] = edit.value;
  noGrad(() => parameter.copyFrom_(values));
}

/** Where a cell lies. Errors: no such parameter, no such place in it. */
export function cellOf(
  setup: TrainingSetup,
  { parameter: name, index }: Extract<Edit, { kind: 'set' }>,
): { readonly parameter: Tensor; readonly place: number } {
  const named = new Map<string, Tensor>(setup.model.namedParameters());
  const parameter = named.get(name);
  if (parameter === undefined) {
    const known = [...named.keys()].join(', ');
    throw new ChalkgradError(`${setup.name} has no parameter called '${name}'`, `it has ${known}.`);
  }
  const { shape } = parameter;
  if (index.length !== shape.length || index.some((i, axis) => i >= shape[axis]!)) {
    throw new ChalkgradError(`${name} has no cell [${index.join(',')}]`, `its shape is [${shape.join(', ')}].`);
  }
  return { parameter, place: index.reduce((flat, i, axis) => flat * shape[axis]! + i, 0) };
}

/** Copies of the gradients that lie on the parameters between two steps. */
export const gradientsOf = (setup: TrainingSetup): Gradients =>
  new Map(
    [...setup.model.namedParameters()].flatMap(([name, { grad }]) =>
      grad === null ? [] : [[name, tensor(grad.dataSync(), { shape: grad.shape, dtype: grad.dtype })] as const],
    ),
  );

/** Put them back, and nothing where there was none. */
export function putGradients(setup: TrainingSetup, gradients: Gradients | null): void {
  for (const [name, parameter] of setup.model.namedParameters()) {
    const kept = gradients?.get(name);
    parameter.grad = kept === undefined ? null : tensor(kept.dataSync(), { shape: kept.shape, dtype: kept.dtype });
  }
}
