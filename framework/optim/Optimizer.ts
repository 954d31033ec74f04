/**
 * What all learning rules share: groups of parameters with their settings, one memory per parameter, and a step that changes
 * parameters in place, outside history. A rule gives only its settings and `update`.
 */

import { untraced } from '../ops/define.ts';
import {
  checkLast,
  checkWritten,
  inWords,
  type KindText,
  optionsOf,
  type Signature,
  signature,
} from '../tensor/arguments.ts';
import { checkCopy } from '../tensor/checkCopy.ts';
import { full } from '../tensor/create.ts';
import { currentDevice, onDevice } from '../tensor/device.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import { isPlainObject, isTensor, kinds } from '../tensor/kinds.ts';
import { answerOtherSpellings } from '../tensor/otherSpellings.ts';
import { keep } from '../tensor/scope.ts';
import { sameShape } from '../tensor/shape.ts';
import { isSubstituting, markOf, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { currentPass, emit, isListening } from '../trace/emit.ts';
import { type SeenUpdate, StateWatch, type UpdateParts } from './StateWatch.ts';
import { checkSavedSettings, isCount, isTable, type Refuse, refuserOf, shown } from './savedState.ts';

/** Parameters with settings of their own; whatever is not named falls back to the optimizer's. */
export type ParameterGroup<Settings> = { readonly params: Iterable<Tensor> } & Partial<Settings>;

/** Everything needed to continue: one tensor per (parameter, slot) and one number per parameter. */
export interface OptimizerState {
  /** `0.velocity`: slot of parameter number 0. */
  readonly tensors: Record<string, Tensor>;
  /** Steps made by each parameter. */
  readonly steps: number[];
  /** Settings of each group, as numbers and booleans. */
  readonly groups: Record<string, unknown>[];
}

/** Parameters that share their settings; whoever changes the settings (a schedule, a learner) changes them here. Each is a property, too. */
export class Group<Settings extends { lr: number }> {
  readonly params: readonly Tensor[];
  /** The rate that schedules are measured from: noted by the first scheduler that takes over the group. */
  initialLr: number | null = null;
  private readonly rule: string;
  /** As they were given, which was checked: later ones are of the same types. */
  private readonly first: Readonly<Settings>;
  private current: Settings;

  constructor(rule: string, params: readonly Tensor[], settings: Settings) {
    checkSettings(rule, settings, settings);
    this.rule = rule;
    this.first = { ...settings };
    this.params = params;
    this.current = settings;
    for (const name of Object.keys(settings)) this.showSetting(name);
  }

  /** `group.lr`, `group.momentum` …: PyTorch's way to a setting. */
  private showSetting(name: string): void {
    Object.defineProperty(this, name, {
      get: () => this.current[name as keyof Settings],
      set: (value: unknown) => {
        this.settings = { ...this.current, [name]: value };
      },
    });
  }

  /** Errors: a setting that was changed inside `settings`, where nobody looked, is not possible. */
  checkSettings(): void {
    if (!arePossible(this.current, this.first)) checkSettings(this.rule, this.current, this.first);
  }

  get settings(): Settings {
    return this.current;
  }

  /** Errors: a rate that is no finite number of at least 0, as whatever is impossible in the constructor. */
  set settings(changed: Settings) {
    checkSettings(this.rule, changed, this.first);
    this.current = changed;
  }
}

/** What a substitute of a rule gets: it changes `parameter` in place. */
export interface Update<Settings> {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly settings: Settings;
  /** Which update of this parameter it is, from 1. */
  readonly steps: number;
  /** A memory beside the parameter (or beside another one), of its shape, filled with `initial` (default 0) when first asked for. */
  readonly slot: (name: string, initial?: number, beside?: Tensor) => Tensor;
  /** All parameters of the optimizer, in the order in which they are updated. */
  readonly parameters: readonly Tensor[];
}

export abstract class Optimizer<Settings extends { lr: number }> {
  readonly groups: readonly Group<Settings>[];
  private readonly slots = new Map<Tensor, Map<string, Tensor>>();
  private readonly stepsOf = new Map<Tensor, number>();
  private lastAsked: Tensor | null = null;
  private lastSlots: Map<string, Tensor> | null = null;
  /** What somebody sees of the update being made; null when nobody looks. */
  private watch: StateWatch | null = null;

  /** `options` fill in and replace `defaults`; a setting that has no default is named in `needed`. */
  constructor(
    params: Iterable<Tensor> | readonly ParameterGroup<Settings>[],
    defaults: Partial<Settings>,
    options: Partial<Settings> = {},
    needed: readonly (keyof Settings & string)[] = [],
  ) {
    checkWritten(this, 'update');
    const call = callOf(this.constructor.name, defaults, needed);
    const settings = { ...defaults, ...optionsOf(call, [params, options]) };
    const list = [...params];
    checkMembers(call.name, list);
    const isGroups = list.length > 0 && 'params' in list[0]!;
    const given = isGroups
      ? (list as ParameterGroup<Settings>[])
      : [{ params: list as Tensor[] } as unknown as ParameterGroup<Settings>];
    this.groups = given.map(
      ({ params: members, ...own }) =>
        new Group(call.name, [...members], { ...settings, ...checkLast(call, own) } as unknown as Settings),
    );
    const all = this.parameters();
    if (all.length === 0) {
      throw new ChalkgradError(
        `${this.constructor.name}: there are no parameters`,
        'pass model.parameters(); is the model empty?',
      );
    }
    if (new Set(all).size !== all.length) {
      throw new ChalkgradError(
        `${this.constructor.name}: a parameter is listed twice`,
        'each parameter belongs to exactly one group.',
      );
    }
  }

  /** One update of one parameter. `steps` counts from 1. */
  protected abstract update(parameter: Tensor, gradient: Tensor, settings: Settings, steps: number): void;

  parameters(): Tensor[] {
    return this.groups.flatMap((group) => group.params);
  }

  /** The learning rate of the first group; setting it sets all groups. Errors: NaN, infinity, below 0, no number. */
  get lr(): number {
    return this.groups[0]!.settings.lr;
  }

  set lr(value: number) {
    for (const group of this.groups) group.settings = { ...group.settings, lr: value };
  }

  /** Forget all gradients. Call it before backward: gradients add up otherwise. */
  zeroGrad(): void {
    for (const { params } of this.groups) for (const parameter of params) parameter.grad = null;
  }

  /** Change every parameter that has a gradient. Errors: a setting is not possible. */
  step(): void {
    noGrad(() => {
      for (const group of this.groups) {
        group.checkSettings();
        const { params, settings } = group;
        for (const parameter of params) {
          if (parameter.device === currentDevice()) this.updateOne(parameter, settings);
          else onDevice(parameter.device, () => this.updateOne(parameter, settings));
        }
      }
    });
  }

  private updateOne(parameter: Tensor, settings: Settings): void {
    const gradient = parameter.grad;
    if (gradient === null) return;
    const steps = (this.stepsOf.get(parameter) ?? 0) + 1;
    this.stepsOf.set(parameter, steps);
    // No read-back for an event: on a device nobody sees an update.
    this.watch =
      isListening() && parameter.device === 'cpu'
        ? new StateWatch(parameter, this.slots.get(parameter) ?? new Map())
        : null;
    const substitute = isSubstituting() ? substituteFor(`${this.constructor.name}.update`) : null;
    if (substitute === null) this.update(parameter, gradient, settings, steps);
    else {
      const slot: Update<Settings>['slot'] = (name, initial, beside = parameter) => this.slot(beside, name, initial);
      const given: Update<Settings> = { parameter, gradient, settings, steps, slot, parameters: this.parameters() };
      untraced(() => runSubstitute(substitute, [given])); // its ops are its own business, as a kernel's loop is
    }
    parameter.storage.version++;
    const { watch } = this;
    this.watch = null;
    if (watch !== null) {
      emit({
        type: 'param.update',
        label: parameter.label,
        parameter: parameter.traced(),
        gradient: gradient.traced(),
        pass: currentPass(),
        optimizer: this.constructor.name,
        settings: { ...settings },
        steps,
        ...watch.seen(gradient, this.slots.get(parameter) ?? new Map(), (seen) =>
          substitute === null ? this.partsOf(settings, steps, seen) : {},
        ),
        ...(substitute === null ? {} : { substitute: markOf(substitute) }),
      });
    }
  }

  /** The summands of a change, for whoever watches; none where a rule does not say. */
  protected partsOf(_settings: Settings, _steps: number, _seen: SeenUpdate): UpdateParts {
    return {};
  }

  /** A tensor beside a parameter, filled with `initial` when first asked for: velocity, mean, variance … */
  protected slot(parameter: Tensor, name: string, initial = 0): Tensor {
    const own = this.slotsOf(parameter);
    let slot = own.get(name);
    if (slot === undefined) {
      slot = keep(full(parameter.shape, initial, { dtype: parameter.dtype }));
      own.set(name, slot);
      this.watch?.began(name, slot);
    }
    if (slot.device !== parameter.device) {
      slot = keep(slot.to(parameter.device)); // the model moved; back to the CPU only `follow` can go
      own.set(name, slot);
    }
    return slot;
  }

  /** The memories of the parameter that was asked for last are at hand: a rule asks for several of one. */
  private slotsOf(parameter: Tensor): Map<string, Tensor> {
    if (this.lastAsked === parameter && this.lastSlots !== null) return this.lastSlots;
    let own = this.slots.get(parameter);
    if (own === undefined) {
      own = new Map();
      this.slots.set(parameter, own);
    }
    this.lastAsked = parameter;
    this.lastSlots = own;
    return own;
  }

  /** Move all memories to where their parameters are now: after `model.to(device)` in the middle of a run. From a GPU: `await` it. */
  async follow(): Promise<void> {
    for (const [parameter, own] of this.slots) {
      for (const [name, slot] of own) {
        if (slot.device === parameter.device) continue;
        own.set(name, keep(parameter.device === 'cpu' ? await slot.cpu() : slot.to(parameter.device)));
      }
    }
  }

  /**
   * The memories that a parameter has once it was stepped under these settings, by name: a saved state that lacks one is refused. (It
   * may have others, of a substitute, say: the rule itself never looks at them.) Default: none.
   */
  protected slotNames(_settings: Settings): readonly string[] {
    return [];
  }

  stateDict(): OptimizerState {
    const tensors: Record<string, Tensor> = {};
    let i = 0;
    for (const { params, settings } of this.groups) {
      for (const parameter of params) {
        // A setting may have changed since the last step, and ask for a memory that is not there yet.
        const names = this.stepsOf.has(parameter) ? this.slotNames(settings) : [];
        for (const name of names) onDevice(parameter.device, () => this.slot(parameter, name));
        for (const [name, slot] of this.slots.get(parameter) ?? []) tensors[`${i}.${name}`] = slot;
        i++;
      }
    }
    return {
      tensors,
      steps: this.parameters().map((parameter) => this.stepsOf.get(parameter) ?? 0),
      groups: this.groups.map((group) => ({ ...group.settings })),
    };
  }

  /** Would `loadStateDict` take this state? Throws what it would throw; changes nothing. */
  checkStateDict(state: OptimizerState): void {
    const parameters = this.parameters();
    const hint = 'build the same model, the same rule and the same groups before loading.';
    const refuse: Refuse = refuserOf(this.constructor.name, hint);
    if (!isTable(state) || !Array.isArray(state.steps) || !Array.isArray(state.groups) || !isTable(state.tensors))
      refuse('does not have tensors, steps and groups');
    const { steps, groups, tensors } = state;
    if (steps.length !== parameters.length || groups.length !== this.groups.length) {
      refuse(
        `has ${steps.length} parameters in ${groups.length} groups, this optimizer ${parameters.length} in ${this.groups.length}`,
      );
    }
    const wrong = Array.from(steps).findIndex((count) => !isCount(count) || count > MOST_STEPS);
    if (wrong >= 0) refuse(`says that parameter ${wrong} made ${shown(steps[wrong])} steps`);
    this.groups.forEach(({ settings }, i) => {
      checkSettings(this.constructor.name, { ...settings, ...groups[i] }, settings);
      checkSavedSettings(groups[i], settings, `group ${i}`, refuse);
    });
    for (const [key, tensor] of Object.entries(tensors)) this.checkSlot(key, tensor, state, refuse);
    this.checkSlotsComplete(state, refuse);
  }

  private checkSlot(key: string, tensor: unknown, { steps }: OptimizerState, refuse: Refuse): void {
    const [, place] = /^(0|[1-9]\d{0,9})\../s.exec(key) ?? [];
    const parameter = this.parameters()[Number(place)];
    if (!(tensor instanceof Tensor)) refuse(`has ${shown(tensor)} for the memory '${key}'`);
    if (parameter === undefined || !sameShape(tensor.shape, parameter.shape) || tensor.dtype !== parameter.dtype) {
      refuse(
        `has a slot ${key} of shape ${shapeText(tensor.shape)}, ${tensor.dtype}, which fits no parameter${parameter ? ` (parameter ${place} is ${shapeText(parameter.shape)}, ${parameter.dtype})` : ''}`,
      );
    }
    if (steps[Number(place)] === 0) refuse(`has a memory '${key}' of a parameter that made no step`);
    checkCopy(tensor, parameter, (why) => refuse(`has a memory '${key}' that ${why}`));
  }

  private checkSlotsComplete({ steps, groups, tensors }: OptimizerState, refuse: Refuse): void {
    let i = 0;
    this.groups.forEach(({ params }, g) => {
      const names = this.slotNames(groups[g] as Settings);
      for (const _ of params) {
        const lacking = steps[i] === 0 ? undefined : names.find((name) => !Object.hasOwn(tensors, `${i}.${name}`));
        if (lacking !== undefined)
          refuse(`lacks the memory '${i}.${lacking}' of a parameter that made ${steps[i]} steps`);
        i++;
      }
    });
  }

  /** Take over a saved state. Everything is checked before anything is changed. Errors: `checkStateDict`'s. */
  loadStateDict(state: OptimizerState): void {
    this.checkStateDict(state);
    const parameters = this.parameters();
    this.slots.clear();
    this.lastSlots = null;
    for (const [key, tensor] of Object.entries(state.tensors)) {
      const parameter = parameters[Number.parseInt(key, 10)]!;
      const name = key.slice(key.indexOf('.') + 1);
      onDevice(parameter.device, () => this.slot(parameter, name).copyFrom_(tensor));
    }
    this.stepsOf.clear();
    parameters.forEach((parameter, i) => {
      if (state.steps[i]! > 0) this.stepsOf.set(parameter, state.steps[i]!);
    });
    this.groups.forEach((group, i) => {
      group.settings = { ...(state.groups[i] as unknown as Settings) };
    });
  }
}

/** What a rule's constructor takes: parameters, and one option for each of its settings. */
function callOf(name: string, defaults: object, needed: readonly string[]): Signature {
  const options = [...needed.map((setting) => [setting, 'number!'] as const), ...Object.entries(defaults).map(kindOf)];
  return signature(name, { params: 'iterable' }, Object.fromEntries(options));
}

const kindOf = ([setting, value]: readonly [string, unknown]): readonly [string, KindText] => [
  setting,
  Array.isArray(value) ? 'pair' : typeof value === 'boolean' ? 'boolean' : 'number',
];

/** A list of tensors, or of groups that name theirs. */
function checkMembers(name: string, list: readonly unknown[]): void {
  for (const entry of list) {
    const params: unknown = isPlainObject(entry) ? entry['params'] : undefined;
    if (isTensor(entry) || (Array.isArray(params) ? params.every(isTensor) : kinds.iterable.holds(params))) continue;
    throw new ChalkgradError(
      `${name}: among the parameters is ${inWords(entry)}`,
      'pass model.parameters(), a list of tensors, or groups: [{ params: model.parameters(), lr: 0.1 }].',
    );
  }
}
/** 2³¹ - 1: at a thousand steps a second, 25 days. */
const MOST_STEPS = 0x7fffffff;

/** Is all in order at first sight? Asked at every step; `checkSettings` knows more. */
function arePossible(settings: object, first: object): boolean {
  for (const name in settings) {
    const value: unknown = settings[name as keyof typeof settings];
    if (typeof value === 'number' ? !isAmount(value) : Array.isArray(value) && !value.every(isBelowOne)) return false;
    if (typeof value !== typeof first[name as keyof typeof first]) return false;
  }
  return true;
}

const typeName = (value: unknown): string => (Array.isArray(value) ? 'two numbers in a list' : typeof value);

const isAmount = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY;
const isBelowOne = (value: unknown): boolean => isAmount(value) && (value as number) < 1;

/** Rates, decays and momenta are never negative; means that forget (betas) lie between 0 and 1. */
function checkSettings(name: string, settings: object, first: object): void {
  for (const [setting, value] of Object.entries(settings)) {
    const right = typeName(first[setting as keyof typeof first]);
    if (typeName(value) !== right && value !== undefined) {
      throw new ChalkgradError(
        `${name}: ${setting} = ${Array.isArray(value) ? 'a list' : told(value)} is not possible`,
        right === 'number'
          ? 'it must be a finite number of at least 0.'
          : right === 'boolean'
            ? 'it is true or false.'
            : `it must be ${right}.`,
      );
    }
    const numbers: unknown[] = Array.isArray(value) ? value : [value];
    const limit = setting === 'betas' ? 1 : Number.POSITIVE_INFINITY;
    const isWrong = (n: unknown): boolean =>
      typeof n === 'number' ? !(n >= 0 && n < limit) : setting === 'lr' || setting === 'betas' || n == null;
    if (numbers.some(isWrong) || (setting === 'betas' && numbers.length !== 2)) {
      throw new ChalkgradError(
        `${name}: ${setting} = ${Array.isArray(value) ? `[${value.map(told).join(', ')}]` : told(value)} is not possible`,
        setting === 'betas'
          ? 'there are two betas, each at least 0 and below 1.'
          : 'it must be a finite number of at least 0.',
      );
    }
  }
}

const told = (value: unknown): string => (typeof value === 'string' ? `'${value.slice(0, 60)}'` : shown(value));

answerOtherSpellings('Optimizer', Optimizer.prototype);
