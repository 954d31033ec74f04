/** Does a saved state fit a run, in every part? Asked before anything is copied, so that a refusal leaves the run as it was. */
import { isTable, type Refuse, shown } from '../optim/savedState.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { checkManifest, type Manifest, type TrainingState } from './manifest.ts';
import type { TrainingSetup } from './setup.ts';

/** A step of a run may make many updates of one optimizer (critics, inner loops), but hardly more. */
const MOST_UPDATES = 1000;

/** The tensors whose names start so, without that beginning. */
export const under = (prefix: string, tensors: TrainingState['tensors']): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );

/** Throws what `restoreState` would throw; changes nothing. */
export function checkState(setup: TrainingSetup, state: TrainingState): void {
  const refuse: Refuse = (why) => {
    throw new ChalkgradError(`resume: the saved state ${why}`, 'it is damaged, or no state of a run.');
  };
  if (!isTable(state) || !isTable(state.tensors)) refuse('has no table of tensors');
  const { tensors, manifest } = state;
  checkManifest(manifest, refuse);
  checkBelongs(setup, manifest);
  checkCursor(setup, manifest);
  checkTensors(setup, tensors, refuse);
  setup.model.checkStateDict(under('model/', tensors));
  for (const [name, scheduler] of Object.entries(setup.schedulers ?? {})) {
    const saved = manifest.schedulers[name]!;
    scheduler.checkStateDict(saved);
    if (saved.steps !== manifest.cursor.step)
      refuse(`has schedule '${name}' at step ${saved.steps}, where the run stands at step ${manifest.cursor.step}`);
  }
  for (const [name, optimizer] of Object.entries(setup.optimizers)) {
    const saved = manifest.optimizers[name]!;
    if (!isTable(saved)) refuse(`has ${shown(saved)} for optimizer '${name}'`);
    optimizer.checkStateDict({ ...saved, tensors: under(`optimizer/${name}/`, tensors) });
    const most = Math.max(...saved.steps);
    if (most > MOST_UPDATES * manifest.cursor.step)
      refuse(`has optimizer '${name}' after ${most} updates, where the run made ${manifest.cursor.step} steps`);
  }
  for (const [name, generator] of Object.entries(setup.generators)) generator.checkState(manifest.generators[name]!);
}

function checkBelongs(setup: TrainingSetup, manifest: Manifest): void {
  const complain = (saved: string, own: string): never => {
    throw new ChalkgradError(
      `resume: the saved state has ${saved}, this run has ${own}`,
      'resume with the same run, seed, data and options that it was saved with.',
    );
  };
  const refuse = (what: string, saved: unknown, own: unknown): never => complain(`${what} ${shown(saved)}`, shown(own));
  if (manifest.run !== setup.name) refuse('run', manifest.run, setup.name);
  if (manifest.seed !== setup.seed) refuse('seed', manifest.seed, setup.seed);
  for (const [key, own] of Object.entries(setup.config))
    if (!Object.hasOwn(manifest.config, key) || manifest.config[key] !== own) refuse(key, manifest.config[key], own);
  const kinds = [
    ['optimizer', manifest.optimizers, setup.optimizers],
    ['schedule', manifest.schedulers, setup.schedulers ?? {}],
    ['random stream', manifest.generators, setup.generators],
  ] as const;
  for (const [kind, saved, own] of kinds) {
    for (const name of Object.keys(own))
      if (!Object.hasOwn(saved, name)) complain(`no ${kind} of that name`, shown(name));
    for (const name of Object.keys(saved))
      if (!Object.hasOwn(own, name)) complain(`${kind} ${shown(name)}`, `no ${kind} of that name`);
  }
}

/** The place in the data follows from the loader: so many steps an epoch. (`fit` can be asked for more epochs than a complete run has.) */
function checkCursor({ loader }: TrainingSetup, { cursor: { step, epoch, batch } }: Manifest): void {
  const { length } = loader;
  if (batch < length && step === epoch * length + batch) return;
  throw new ChalkgradError(
    `resume: the saved state stands at step ${step}, epoch ${epoch}, batch ${batch}; an epoch of this run has ${length} steps`,
    'it is damaged, or belongs to other data: step = epoch · steps + batch.',
  );
}

function checkTensors({ model, optimizers }: TrainingSetup, tensors: TrainingState['tensors'], refuse: Refuse): void {
  const weights = model.stateDict();
  const places = ['model/', ...Object.keys(optimizers).map((name) => `optimizer/${name}/`)];
  for (const [name, value] of Object.entries(tensors)) {
    if (!(value instanceof Tensor)) refuse(`has ${shown(value)} for the tensor '${name}'`);
    const own = name.startsWith('model/') ? weights[name.slice('model/'.length)] : undefined;
    if (own !== undefined && own.dtype !== value.dtype)
      refuse(`has '${name}' as ${value.dtype}, where the model has ${own.dtype}`);
    if (!places.some((place) => name.startsWith(place))) refuse(`has a tensor '${name}', which this run does not know`);
  }
}
