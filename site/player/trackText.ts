/**
 * A track as it stands in a link: `ring-gan.7(generatorLr=0.005)!generator-detached@800:discriminatorLr=0.004`. Reading takes apart what
 * is written and nothing more; whether there is such a run, knob or bug, is for whoever opens it.
 */
import type { Edit, Fork, TrackSpec } from './TrackSpec.ts';

const ID = '[a-z0-9]+(?:-[a-z0-9]+)*';
const KEY = '[a-z][A-Za-z0-9]*';
const VALUE = '[A-Za-z0-9_.|+-]+';
const OPTION = new RegExp(`^(${KEY})=(${VALUE})$`);
/** A number of an example or along an axis: longer ones would not be written as they were read. */
const PLACE = '\\d{1,9}';
const NUMBER = '-?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?';
const SKIP = new RegExp(`^skip\\((${PLACE})\\)$`);
/** Of a row of layers the first is called 0. */
const LAYER = '[A-Za-z0-9][A-Za-z0-9_.]*';
const SET = new RegExp(`^set\\((${LAYER})\\[(${PLACE}(?:,${PLACE})*|)\\],(${NUMBER})\\)$`);
const ABLATE = new RegExp(`^ablate\\((${LAYER}),(${PLACE})\\)$`);
const DETACH = new RegExp(`^detach\\((${LAYER})\\)$`);
const FREEZE = new RegExp(`^freeze\\((${LAYER})(?:\\[(${PLACE}(?:,${PLACE})*|)\\])?\\)$`);
const EXAMINE = 'examine(batch)';
const HEAD = new RegExp(`^(${ID})\\.(\\d+)(?:\\(([^()]*)\\))?((?:!${ID})*)((?:\\+${ID})*)(@.*)?$`);
const LARGEST_SEED = 2 ** 32 - 1;
const LARGEST_STEP = 1e9;

/** A track read from its text; or, as a string, the part of the text that cannot be read. */
export function parseTrack(text: string): TrackSpec | string {
  const match = HEAD.exec(text);
  if (match === null) return text;
  const [, run = '', digits = '', optionsText, bugsText = '', answersText = '', forksText = ''] = match;
  const seed = Number(digits);
  if (seed > LARGEST_SEED) return digits;
  const options = optionsText === undefined ? {} : parseOptions(optionsText);
  if (typeof options === 'string') return options;
  const [bugs, answers] = [namesIn(bugsText, '!'), namesIn(answersText, '+')];
  const twice = [...bugs, ...answers].find((id, i, all) => all.indexOf(id) !== i);
  if (twice !== undefined) return twice;
  const forks = parseForks(forksText);
  return typeof forks === 'string' ? forks : { run, seed, options, bugs, answers, forks };
}

const namesIn = (text: string, sign: string): readonly string[] => (text === '' ? [] : text.slice(1).split(sign));

function parseOptions(text: string): Record<string, string> | string {
  const options: Record<string, string> = {};
  for (const part of text.split(',')) {
    const [, key, value] = OPTION.exec(part) ?? [];
    if (key === undefined || value === undefined || Object.hasOwn(options, key))
      return part === '' ? `(${text})` : part;
    options[key] = value;
  }
  return options;
}

function parseForks(text: string): readonly Fork[] | string {
  const forks: Fork[] = [];
  for (const part of text === '' ? [] : text.slice(1).split('@')) {
    const [, digits, rest] = /^(\d+):(.+)$/.exec(part) ?? [];
    const at = Number(digits);
    if (digits === undefined || rest === undefined || at > LARGEST_STEP || at <= (forks.at(-1)?.at ?? -1))
      return `@${part}`;
    const edits: Edit[] = [];
    for (const written of rest.split(';')) {
      const edit = parseEdit(written);
      if (edit === null) return written === '' ? `@${part}` : written;
      edits.push(edit);
    }
    forks.push({ at, edits });
  }
  return forks;
}

const placesIn = (text: string): number[] => (text === '' ? [] : text.split(',').map(Number));

function parseEdit(text: string): Edit | null {
  if (text === '!') return { kind: 'bugsOff' };
  const set = SET.exec(text);
  if (set !== null) {
    const index = placesIn(set[2]!);
    if (!Number.isFinite(Number(set[3]))) return null; // 1e999
    return { kind: 'set', parameter: set[1]!, index, value: Number(set[3]) };
  }
  const skip = SKIP.exec(text);
  if (skip !== null) return { kind: 'skip', example: Number(skip[1]) };
  const ablate = ABLATE.exec(text);
  if (ablate !== null) return { kind: 'ablate', layer: ablate[1]!, head: Number(ablate[2]) };
  const detach = DETACH.exec(text);
  if (detach !== null) return { kind: 'detach', layer: detach[1]! };
  const freeze = FREEZE.exec(text);
  if (freeze !== null) {
    const [, parameter = '', index] = freeze;
    return { kind: 'freeze', parameter, index: index === undefined ? null : placesIn(index) };
  }
  if (text === EXAMINE) return { kind: 'examineByBatch' };
  const [, key, value] = OPTION.exec(text) ?? [];
  return key === undefined || value === undefined ? null : { kind: 'option', key, value };
}

/** @example printTrack(plainTrack('digits-cnn', 7)) // 'digits-cnn.7' */
export function printTrack({ run, seed, options, bugs, answers, forks }: TrackSpec): string {
  const pairs = Object.entries(options).map(([key, value]) => `${key}=${value}`);
  return [
    `${run}.${seed}`,
    pairs.length === 0 ? '' : `(${pairs.join(',')})`,
    ...bugs.map((id) => `!${id}`),
    ...answers.map((slug) => `+${slug}`),
    ...forks.map(({ at, edits }) => `@${at}:${edits.map(printEdit).join(';')}`),
  ].join('');
}

function printEdit(edit: Edit): string {
  if (edit.kind === 'option') return `${edit.key}=${edit.value}`;
  if (edit.kind === 'set') return `set(${edit.parameter}[${edit.index.join(',')}],${edit.value})`;
  if (edit.kind === 'ablate') return `ablate(${edit.layer},${edit.head})`;
  if (edit.kind === 'detach') return `detach(${edit.layer})`;
  if (edit.kind === 'freeze')
    return `freeze(${edit.parameter}${edit.index === null ? '' : `[${edit.index.join(',')}]`})`;
  if (edit.kind === 'examineByBatch') return EXAMINE;
  return edit.kind === 'skip' ? `skip(${edit.example})` : '!';
}
