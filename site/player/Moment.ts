/**
 * A moment is an address: which tracks, which step of them, and what of it is looked at. It stands behind the `#` of a page's URL; opening
 * it elsewhere shows the same numbers. Here is its grammar, read and written; nothing is thrown, what cannot be read is told by name.
 *
 *   #t=TRACK~TRACK&step=120&pass=backward&op=conv1&sel=gradOutput[3,0,1,1]&track=2&clock=examples&view=table&v=9f3a01c2
 */

import type { Reading } from './protocol.ts';
import type { TrackSpec } from './TrackSpec.ts';
import { parseTrack, printTrack } from './trackText.ts';

/** What steps are counted in when tracks move together. */
export type Clock = 'updates' | 'examples' | 'milliseconds';

/** One number of the shown step, or a whole tensor when `index` is null. */
export interface SelectedTensor {
  readonly tensor:
    | { readonly kind: 'output' | 'gradOutput' }
    | { readonly kind: 'input' | 'gradInput'; readonly place: number };
  readonly index: readonly number[] | null;
}

export interface Moment {
  readonly tracks: readonly TrackSpec[];
  readonly step: number;
  /** `backward`, or with the name of the pass in front where a step has several: `generator.backward`. */
  readonly pass: string | null;
  /** The op that is looked at, by its path. */
  readonly op: string | null;
  readonly sel: SelectedTensor | null;
  readonly term: string | null;
  /** Which track `op` and `sel` belong to, from 0. */
  readonly track: number;
  readonly clock: Clock;
  /** A text that is read in the batch's place; null: an example of the batch; undefined: what the page reads by itself. */
  readonly reading?: Reading | null | undefined;
  /** A figure, or its layer. */
  readonly view: string | null;
  readonly hide: readonly string[];
  readonly present: boolean;
  /** A hash of the runs' sources, eight hexadecimal digits: links from another version may show other numbers. */
  readonly version: string | null;
}

/** Why a text is no moment: which sentence tells it, and the part that cannot be read. */
export interface MomentProblem {
  readonly reason: 'noTracks' | 'tooManyTracks' | 'track' | 'key' | 'twice' | 'value' | 'encoding';
  readonly part: string;
}

export const MOST_TRACKS = 4;
const CLOCKS: readonly Clock[] = ['updates', 'examples', 'milliseconds'];
const PASS = /^(?:[A-Za-z][A-Za-z0-9_.-]*\.)?(?:forward|backward|update)$/;
/** A path: names, numbers and dots, and what names may hold. */
const PATH = /^[A-Za-z0-9_][A-Za-z0-9_. ′'-]*$/;
/** What is to be read: a name, six digits, the beginning of a tale; an underscore alone: nothing. What a run cannot read it says itself. */
const TEXT = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]{1,32}$/u;
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_-]*$/;
const SELECTED = /^(output|gradOutput|(?:input|gradInput)(\d{1,3}))(?:\[(\d{1,9}(?:,\d{1,9})*|)\])?$/;

/** @example momentOf([plainTrack('digits-cnn', 7)], 120) */
export const momentOf = (tracks: readonly TrackSpec[], step: number, rest: Partial<Moment> = {}): Moment => ({
  tracks,
  step,
  pass: null,
  op: null,
  sel: null,
  term: null,
  track: 0,
  clock: 'updates',
  view: null,
  hide: [],
  present: false,
  version: null,
  ...rest,
});

type Draft = { -readonly [Key in keyof Moment]: Moment[Key] };

/** Reads one value into the moment; false if it cannot be read. */
const readers: Readonly<Record<string, (moment: Draft, value: string) => boolean>> = {
  step: (moment, value) => {
    moment.step = Number(value);
    return /^\d{1,9}$/.test(value);
  },
  pass: (moment, value) => {
    moment.pass = value;
    return PASS.test(value);
  },
  op: (moment, value) => {
    moment.op = value;
    return PATH.test(value);
  },
  sel: (moment, value) => {
    moment.sel = parseSelected(value);
    return moment.sel !== null;
  },
  term: (moment, value) => {
    moment.term = value;
    return NAME.test(value);
  },
  track: (moment, value) => {
    moment.track = Number(value) - 1;
    return /^[1-9]$/.test(value) && moment.track < moment.tracks.length;
  },
  clock: (moment, value) => {
    moment.clock = value as Clock;
    return (CLOCKS as readonly string[]).includes(value);
  },
  read: (moment, value) => {
    moment.reading = value === '' ? null : { text: value === '_' ? '' : value, letter: null };
    return value === '' || TEXT.test(value);
  },
  letter: (moment, value) => {
    if (!moment.reading || !/^\d{1,3}$/.test(value)) return false;
    moment.reading = { ...moment.reading, letter: Number(value) };
    return true;
  },
  view: (moment, value) => {
    moment.view = value;
    return NAME.test(value);
  },
  hide: (moment, value) => {
    moment.hide = value.split(',');
    return moment.hide.every((name) => NAME.test(name));
  },
  present: (moment, value) => {
    moment.present = true;
    return value === '' || value === '1';
  },
  v: (moment, value) => {
    moment.version = value;
    return /^[0-9a-f]{8}$/.test(value);
  },
};

export const isProblem = (read: Moment | MomentProblem): read is MomentProblem => 'reason' in read;

/** Does a page's hash speak of a moment at all? `#backward` is only a place on the page. */
export const speaksOfMoment = (hash: string): boolean => /^#?t(?:=|%3[Dd])/.test(hash);

/** A moment from the part of a URL behind `#`, percent-encoded or raw; or why it is none. */
export function parseMoment(hash: string): Moment | MomentProblem {
  const text = hash.replace(/^#/, '');
  const parts = pairsOf(text);
  if (parts === null) return { reason: 'encoding', part: text };
  const tracksText = parts.find(([key]) => key === 't')?.[1] ?? '';
  if (tracksText === '') return { reason: 'noTracks', part: text };
  const tracks: TrackSpec[] = [];
  for (const part of tracksText.split('~')) {
    const track = parseTrack(part);
    if (typeof track === 'string') return { reason: 'track', part: track === '' ? tracksText : track };
    tracks.push(track);
  }
  if (tracks.length > MOST_TRACKS) return { reason: 'tooManyTracks', part: String(tracks.length) };
  const moment: Draft = { ...momentOf(tracks, 0) };
  const seen = new Set<string>();
  for (const [key, value] of parts) {
    if (seen.has(key)) return { reason: 'twice', part: key };
    seen.add(key);
    if (key === 't') continue;
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (read === undefined) return { reason: 'key', part: key };
    if (!read(moment, value)) return { reason: 'value', part: `${key}=${value}` };
  }
  return moment;
}

/** The pairs of key and value; null where the percent-encoding is broken. */
function pairsOf(text: string): readonly (readonly [string, string])[] | null {
  try {
    // Some programs encode the whole of it: then there is no raw = to split at.
    const whole = text.includes('=') ? text : decodeURIComponent(text);
    return whole.split('&').map((pair) => {
      const at = pair.indexOf('=');
      const [key, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [decodeURIComponent(key), decodeURIComponent(value)] as const;
    });
  } catch {
    return null;
  }
}

function parseSelected(text: string): SelectedTensor | null {
  const [, name, place, index] = SELECTED.exec(text) ?? [];
  if (name === undefined) return null;
  const tensor =
    place === undefined
      ? { kind: name as 'output' | 'gradOutput' }
      : { kind: name.replace(/\d+$/, '') as 'input' | 'gradInput', place: Number(place) };
  return { tensor, index: index === undefined ? null : index === '' ? [] : index.split(',').map(Number) };
}

function printSelected({ tensor, index }: SelectedTensor): string {
  const name = 'place' in tensor ? `${tensor.kind}${tensor.place}` : tensor.kind;
  return index === null ? name : `${name}[${index.join(',')}]`;
}

/** The moment's text without `#`: raw, to be read; or percent-encoded, to be sent. What has its usual value is left out. */
export function printMoment(moment: Moment, form: 'raw' | 'encoded' = 'raw'): string {
  const { tracks, step, pass, op, sel, term, track, clock, reading, view, hide, present, version } = moment;
  const pairs: readonly (readonly [string, string | null])[] = [
    ['t', tracks.map(printTrack).join('~')],
    ['step', String(step)],
    ['pass', pass],
    ['op', op],
    ['sel', sel === null ? null : printSelected(sel)],
    ['term', term],
    ['track', track === 0 ? null : String(track + 1)],
    ['clock', clock === 'updates' ? null : clock],
    ['read', reading === undefined ? null : reading === null ? '' : reading.text || '_'],
    ['letter', reading?.letter == null ? null : String(reading.letter)],
    ['view', view],
    ['hide', hide.length === 0 ? null : hide.join(',')],
    ['present', present ? '' : null],
    ['v', version],
  ];
  const encode = form === 'raw' ? rawForUrl : encodeWhole;
  return pairs
    .flatMap(([key, value]) => (value === null ? [] : [value === '' ? key : `${key}=${encode(value)}`]))
    .join('&');
}

/** Only what would be read as something else: a percent sign, a space. */
const rawForUrl = (text: string): string => text.replace(/[%&#\s]/g, (sign) => encodeURIComponent(sign));

/** Also the brackets, tildes and exclamation marks that chat programs take for the end of a link. */
const encodeWhole = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
