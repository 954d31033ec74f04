/**
 * Where does the NaN of a diverged run come from? By the time a loss is seen to be NaN the step is over and the weights are spoilt, so the
 * states before the last two steps are kept: the step that went wrong is made once more, this time with every op watched. It is often the
 * step before: its update left weights that are NaN or infinite, and only the next loss shows it.
 */
import { detectAnomaly } from '../autograd/detectAnomaly.ts';
import type { LoadedBatch } from '../data/DataLoader.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { scope } from '../tensor/scope.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { unheard } from '../trace/emit.ts';
import type { TrainingState } from './manifest.ts';
import type { TrainingSetup } from './setup.ts';
import { captureState, restoreState } from './state.ts';

/** A step about to be made. */
interface Before {
  readonly step: number;
  readonly batch: LoadedBatch;
  readonly state: TrainingState;
}

/** Why a loss is NaN, and what to do about it. */
interface Finding {
  readonly message: string;
  readonly hint: string;
}

const MODEL = 'model/';

/** Costs a copy of the whole training state at each step. On the CPU only: a GPU's numbers are not there to be looked at. */
export class DivergenceWatch {
  private readonly setup: TrainingSetup;
  private last: Before | null = null;
  private oneBefore: Before | null = null;

  constructor(setup: TrainingSetup) {
    this.setup = { ...setup, config: setup.config ?? {}, generators: setup.generators ?? {} }; // plain JavaScript may leave them out
  }

  /** Remember how things stand, just before a step. */
  keep(step: number, epoch: number, batch: LoadedBatch): void {
    this.oneBefore = this.last;
    this.last = { step, batch, state: captureState(this.setup, { step, epoch, batch: batch.index }) };
  }

  /** Say why the loss of the step just made is not finite. The run is put back to where it was before the step that went wrong. */
  explain(loss: number): never {
    const last = this.last!;
    const spoilt = nonfiniteIn(last.state);
    const culprit = spoilt === null ? last : (this.oneBefore ?? last);
    const finding =
      spoilt !== null && culprit === last
        ? { message: `${spoilt} was not finite to begin with`, hint: 'look at the weights that the run starts from.' }
        : (nanOf(culprit.batch) ?? this.again(culprit) ?? nothingFound(spoilt));
    restoreState(this.setup, culprit.state);
    for (const optimizer of Object.values(this.setup.optimizers)) optimizer.zeroGrad();
    throw new ChalkgradError(
      `fit: the loss of step ${last.step} is ${loss}. ${culprit === last ? '' : `It comes from step ${culprit.step}: `}${finding.message}`,
      `${finding.hint} The model is as it was before step ${culprit.step}.`,
    );
  }

  /** The step once more, with every op watched. null: nothing was found. */
  private again({ step, batch, state }: Before): Finding | null {
    restoreState(this.setup, state);
    this.setup.schedule?.(step);
    try {
      unheard(() => detectAnomaly(() => scope(() => this.setup.step(batch))));
      return null;
    } catch (error) {
      if (!(error instanceof ChalkgradError)) throw error;
      return { message: error.message.split('\nhint: ')[0]!, hint: error.hint };
    }
  }
}

/** Name of the first parameter or buffer of the model that holds NaN or infinity. */
function nonfiniteIn({ tensors }: TrainingState): string | null {
  const isSpoilt = (values: Tensor): boolean => values.dataSync().some((value) => !Number.isFinite(value));
  const found = Object.entries(tensors).find(([name, values]) => name.startsWith(MODEL) && isSpoilt(values));
  return found === undefined ? null : found[0].slice(MODEL.length);
}

/** A NaN among the data themselves, with the example it stands in. */
function nanOf({ ids, tensors }: LoadedBatch): Finding | null {
  for (const [place, values] of tensors.entries()) {
    const at = values.dataSync().findIndex(Number.isNaN);
    if (at < 0) continue;
    const example = ids[Math.floor(at / (values.size / Math.max(values.shape[0] ?? 1, 1)))];
    return {
      message: `tensor ${place} of the batch holds a NaN, in example ${example} of the dataset`,
      hint: 'fill the holes (SimpleImputer) or leave such rows out (dropMissing).',
    };
  }
  return null;
}

/** No op of the step is to blame: it was the update, or the loss is no op's. */
const nothingFound = (spoilt: string | null): Finding =>
  spoilt === null
    ? {
        message: 'made once more, no op of it made NaN or infinity',
        hint: 'is the number that the step reports as loss made without ops?',
      }
    : {
        message: `its update left NaN or infinity in ${spoilt}`,
        hint: 'try a smaller learning rate, and clipGradNorm before optimizer.step().',
      };
