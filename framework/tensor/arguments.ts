/**
 * Refuses at run time what TypeScript refuses before: one mechanism for ops, creators, layers, optimizers and loaders. Each declares a
 * signature, and `checked` compares a call with it. A right call costs a few comparisons and allocates nothing; a wrong one is told, in a
 * sentence, what to write instead. Ops mend two slips because they can mean only one thing: null for what may be left out, and a list
 * of numbers spread over the arguments (`x.reshape(2, 3)`).
 */
import { dtypeHint } from './dtype.ts';
import { ChalkgradError, shapeText } from './errors.ts';
import { isPlainObject, isTensor, type Kind, type KindName, kinds } from './kinds.ts';
import { nearest } from './nearest.ts';
import { renamed, without } from './spellings.ts';

/** A kind by its name. A ? behind it: this argument may be left out; a !: this option may not. */
export type KindText = KindName | `${KindName}?` | `${KindName}!`;

interface Place {
  readonly name: string;
  readonly kind: Kind;
  readonly isOptional: boolean;
  readonly takesSpread: boolean;
  /** Which of the kinds that are asked for most it is: `fits` then needs no call through the table. */
  readonly quick: Quick;
}

/** A name costs what a number costs: such texts are compared by where they are. */
type Quick = 'tensor' | 'number' | 'whole' | 'tensorOrNumber' | 'boolean' | null;

const quickOf = (kind: Kind): Quick => {
  if (kind === kinds.tensor) return 'tensor';
  if (kind === kinds.number) return 'number';
  if (kind === kinds.axis || kind === kinds.whole) return 'whole';
  if (kind === kinds.tensorOrNumber) return 'tensorOrNumber';
  return kind === kinds.boolean ? 'boolean' : null;
};

/** Does this value belong there? Asked at every call; allocates nothing. */
function fits(place: Place, value: unknown): boolean {
  switch (place.quick) {
    case 'tensor':
      return isTensor(value);
    case 'number':
      return typeof value === 'number';
    case 'whole':
      return Number.isInteger(value);
    case 'tensorOrNumber':
      return typeof value === 'number' || isTensor(value);
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return place.kind.holds(value);
  }
}

/** What a call looks like. */
export interface Signature {
  readonly name: string;
  readonly places: readonly Place[];
  /** Names that the object at the end may have; null: there is no such object. */
  readonly options: ReadonlyMap<string, Place> | null;
  /** Those of them that must be there. */
  readonly needed: readonly string[];
  /** What may follow, any number of times. */
  readonly rest: Place | null;
}

const SPREADABLE: ReadonlySet<string> = new Set(['shape', 'numberList', 'sizes']);

function placeOf(name: string, text: KindText): Place {
  const isOptional = text.endsWith('?');
  const kindName = text.replace(/[?!]$/, '') as KindName;
  const kind = kinds[kindName];
  return { name, kind, isOptional, takesSpread: SPREADABLE.has(kindName), quick: quickOf(kind) };
}

/**
 * A signature: the arguments in their order, then the options that may come in an object behind them. A name that begins with ... stands for
 * any number of arguments.
 *
 * @example signature('softmax', { x: 'tensor', axis: 'axis?' })
 */
export function signature(
  name: string,
  given: Readonly<Record<string, KindText>>,
  options?: Readonly<Record<string, KindText>>,
): Signature {
  const entries = Object.entries(given).map(([place, text]) => placeOf(place, text));
  const rest = entries.find((place) => place.name.startsWith('...')) ?? null;
  return {
    name,
    places: entries.filter((place) => place !== rest),
    rest,
    needed: Object.keys(options ?? {}).filter((option) => options![option]!.endsWith('!')),
    options:
      options === undefined
        ? null
        : new Map(
            Object.entries(options).map(([option, text]) => [option, { ...placeOf(option, text), takesSpread: false }]),
          ),
  };
}

/** The arguments as the function wants them: the same list where they are right. Errors: whatever does not fit, by its name. */
export function checked<Args extends readonly unknown[]>(call: Signature, given: Args, mends = true): Args {
  const { places, options, rest } = call;
  for (let i = 0; i < places.length; i++) {
    const value = given[i];
    const place = places[i]!;
    if (value === undefined ? !place.isOptional : !fits(place, value)) return mended(call, given, i, mends);
  }
  if (call.needed.length > 0) checkNeeded(call, given[places.length]);
  if (given.length <= places.length) return given;
  if (rest !== null) {
    for (let i = places.length; i < given.length; i++) if (!fits(rest, given[i])) throw refusal(call, rest, given[i]);
    return given;
  }
  const last = given[places.length];
  if (options !== null && given.length === places.length + 1) {
    if (last === undefined) return given;
    if (isPlainObject(last)) {
      const right = checkOptions(call, last);
      return right === last ? given : (given.with(places.length, right) as unknown as Args);
    }
  }
  return mended(call, given, places.length, mends);
}

function checkNeeded(call: Signature, options: unknown): void {
  if (isPlainObject(options)) checkOptions(call, options); // a misspelt name first: it may be the missing one
  for (const name of call.needed) {
    const value = isPlainObject(options) ? options[name] : undefined;
    if (value !== undefined && (value !== null || call.options!.get(name)!.kind.holds(null))) continue;
    if (options !== undefined && options !== null && !isPlainObject(options)) return; // refused for what it is
    throw new ChalkgradError(
      `${call.name}: option ${name} is missing, it must be ${call.options!.get(name)!.kind.says}`,
      `write ${written(call)}.`,
    );
  }
}

/** PyTorch's None for a mask, a weight or a stream of numbers: it can only mean that there is none. */
const mayBeNull = (kind: Kind): boolean =>
  kind === kinds.tensor || kind === kinds.tensorOrNumber || kind === kinds.importance || kind === kinds.generator;

/** Options alone, for constructors that take them one by one. The same object where it is right. */
export function checkOptions(
  call: Signature,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let nulls = false;
  for (const name in options) {
    const option = call.options!.get(name);
    if (option === undefined) throw unknownOption(call, name);
    const value = options[name];
    if (value === undefined) continue;
    if (value === null && mayBeNull(option.kind)) nulls = true;
    else if (!fits(option, value)) throw refusal(call, option, value, 'option ');
  }
  return nulls ? Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null)) : options;
}

/**
 * Check a constructor's arguments and give back its options, the last of them.
 *
 * @example const { bias = true } = optionsOf(call, [inFeatures, outFeatures, options]);
 */
export function optionsOf<Options extends object>(call: Signature, given: readonly [...unknown[], Options]): Options {
  return (checked(call, given, false)[call.places.length] ?? {}) as Options;
}

/** Check the arguments of something that takes no options. */
export function check(call: Signature, ...given: readonly unknown[]): void {
  checked(call, given, false);
}

/** Classes that others build upon leave a method to them: who makes one without it learns so at once, and not when it is called. */
export function checkWritten(made: object, method: string): void {
  if (typeof (made as Readonly<Record<string, unknown>>)[method] === 'function') return;
  const { name } = made.constructor;
  throw new ChalkgradError(
    `${name}: it has no method ${method}, which a class of this kind must bring along`,
    `make one of those that are there, or write your own: class Mine extends ${name} { ${method}(…) { … } }.`,
  );
}

/** The same signature under the name of a subclass. */
export function named(call: Signature, name: string): Signature {
  if (call.name === name) return call;
  let known = renamedCalls.get(call);
  if (known === undefined) {
    known = new Map();
    renamedCalls.set(call, known);
  }
  let found = known.get(name);
  if (found === undefined) {
    found = { ...call, name };
    known.set(name, found);
  }
  return found;
}

/** Made once for each subclass: a layer asks at every call. */
const renamedCalls = new WeakMap<Signature, Map<string, Signature>>();

/** All of these as a list, which must be tensors. */
export function tensorsOf<T>(call: Signature, at: number, values: Iterable<T>): T[] {
  checkPlace(call, at, values);
  const list = [...values];
  const odd = list.find((value) => !isTensor(value));
  if (odd === undefined && list.every(isTensor)) return list;
  throw new ChalkgradError(
    `${call.name}: among ${call.places[at]!.name} is ${inWords(odd)}`,
    'pass model.parameters(), or a list of tensors.',
  );
}

/** One argument alone, for functions that are called too often to make a list of their arguments. */
export function checkPlace(call: Signature, at: number, value: unknown): void {
  const place = call.places[at]!;
  if (value === undefined ? !place.isOptional : !fits(place, value)) throw refusal(call, place, value);
}

/** What stands for options where none are given. */
export const NO_OPTIONS = {};

/** The object with options at the end of such a call. The same object where it is right. */
export function checkLast<Options extends object>(call: Signature, options: Options): Options {
  if (options === NO_OPTIONS) return options;
  if (isPlainObject(options)) return checkOptions(call, options) as Options;
  throw surplus(call, [options]);
}

/** What can be mended at a place, and all behind it; the error where nothing can. */
function mended<Args extends readonly unknown[]>(call: Signature, given: Args, at: number, mends: boolean): Args {
  const place = call.places[at];
  const value: unknown = given[at];
  if (place !== undefined) {
    if (!mends) throw refusal(call, place, value);
    if (value === null && place.isOptional) return checked(call, given.with(at, undefined) as unknown as Args);
    const spread = given.slice(at);
    if (place.takesSpread && spread.length > 0 && spread.every((entry) => typeof entry === 'number')) {
      return checked(call, [...given.slice(0, at), spread] as unknown as Args);
    }
    throw refusal(call, place, value);
  }
  if (mends && value === null && given.length === call.places.length + 1 && call.options !== null) {
    return given.slice(0, -1) as unknown as Args;
  }
  throw surplus(call, given.slice(call.places.length));
}

/** A wrong value, in a few words. */
export function inWords(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return `the text '${value.length > 30 ? `${value.slice(0, 30)}…` : value}'`;
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  if (isTensor(value)) return `a tensor of shape ${shapeText((value as { shape: readonly number[] }).shape)}`;
  if (Array.isArray(value))
    return value.length > 6 || value.some((v) => typeof v === 'object')
      ? 'a list'
      : `[${value.map(String).join(', ')}]`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (typeof value === 'object') {
    const named = (value.constructor as { name?: string } | undefined)?.name ?? 'Object';
    return named === 'Object' ? `an object { ${Object.keys(value).slice(0, 4).join(', ')} }` : `a ${named}`;
  }
  return String(value);
}

function refusal(call: Signature, place: Place, value: unknown, before = ''): ChalkgradError {
  const { name, kind } = place;
  return new ChalkgradError(
    `${call.name}: ${before}${name.replace('...', '')} ${value === undefined ? 'is missing' : `is ${inWords(value)}`}, it must be ${kind.says}`,
    hintFor(call, place, value),
  );
}

function hintFor(call: Signature, { name, kind, takesSpread }: Place, value: unknown): string {
  if (kind === kinds.dtype) return dtypeHint(value);
  if (kind === kinds.device || kind === kinds.target) {
    if (typeof value === 'string' && OTHER_DEVICES.test(value))
      return "a graphics card is 'webgpu', all else is 'cpu'.";
    if (kind === kinds.target) return dtypeHint(value);
  }
  if (isPlainObject(value)) {
    const inner = ['dim', 'axis', 'dims', 'axes', name].find((key) => Object.hasOwn(value, key));
    if (inner !== undefined) return `write the value itself, without { ${inner} }: ${written(call)}.`;
  }
  if (kind === kinds.iterable && kinds.module.holds(value)) return 'pass its parameters: model.parameters().';
  if (isTensor(value)) return `read its numbers first: [...x.dataSync()], or await x.data().`;
  if ((kind === kinds.tensor || kind === kinds.tensorOrNumber) && (Array.isArray(value) || ArrayBuffer.isView(value))) {
    return 'make a tensor of the list: tensor([…]).';
  }
  if (kind === kinds.tensors && value !== undefined) return 'put the tensors into one list: [a, b].';
  if (takesSpread && typeof value === 'number') return `put the numbers into a list: ${written(call)}.`;
  return `write ${written(call)}.`;
}

/** What others call a graphics card: cuda:0, mps. */
const OTHER_DEVICES = /^(?:cuda|gpu|mps|xpu|webgl)/i;

/** How a call is written. */
function written({ name, places, options, rest }: Signature): string {
  const list = places.map(
    (place) => (place.takesSpread ? `[${place.name}]` : place.name) + (place.isOptional ? '?' : ''),
  );
  if (rest !== null) list.push(rest.name);
  if (options !== null && options.size > 0)
    list.push(`{ ${[...options.keys()].slice(0, 3).join(', ')}${options.size > 3 ? ', …' : ''} }`);
  return `${/^[A-Z]\w*$/.test(name) ? 'new ' : ''}${name}(${list.join(', ')})`;
}

/** More arguments than places: they are meant as options. */
function surplus(call: Signature, extra: readonly unknown[]): ChalkgradError {
  const { name, places, options } = call;
  if (options !== null && extra.length === 1 && (extra[0] === null || typeof extra[0] === 'function')) {
    return new ChalkgradError(
      `${name}: the options are ${inWords(extra[0])}, they must be an object`,
      `leave them out, or write ${written(call)}.`,
    );
  }
  if (options === null || options.size === 0) {
    return new ChalkgradError(
      `${name}: ${inWords(extra[0])} is one argument too many, it takes ${places.length}`,
      `write ${written(call)}.`,
    );
  }
  const free = [...options.values()];
  const meant = extra.flatMap((value) => {
    const at = free.findIndex(({ kind }) => kind.holds(value));
    return at < 0 ? [] : [`${free.splice(0, at + 1).at(-1)!.name}: ${String(value)}`];
  });
  return new ChalkgradError(
    `${name}: options come by name, in an object at the end; ${inWords(extra[0])} has no name`,
    meant.length === extra.length && extra.every((value) => typeof value !== 'object')
      ? `did you mean { ${meant.join(', ')} }? It takes: ${[...options.keys()].join(', ')}.`
      : `write ${written(call)}.`,
  );
}

const camelCase = (name: string): string =>
  name.replace(/_+([a-z0-9])/gi, (_all, letter: string) => letter.toUpperCase());

const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

function unknownOption(call: Signature, name: string): ChalkgradError {
  const known = [...call.options!.keys()];
  const camel = camelCase(name);
  const alike = known.find((option) => plain(option) === plain(name));
  const near = alike ?? renamed[camel]?.find((option) => known.includes(option)) ?? nearest(name, known);
  const list = known.length === 0 ? 'it takes no options.' : `its options: ${known.join(', ')}.`;
  const instead = near === undefined && Object.hasOwn(without, camel) ? `${without[camel]!} ` : '';
  return new ChalkgradError(
    `${call.name}: there is no option ${name}${near === undefined ? '' : `; did you mean ${near}?`}`,
    `${instead}${list[0]!.toUpperCase()}${list.slice(1)}`,
  );
}
