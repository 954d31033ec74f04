/** What the bench says of a cooked table, for the page as it is built and as it changes. */
import { fill } from '../../../i18n/fill.ts';
import type { Strings } from '../../../i18n/index.ts';
import { type Cooked, learners, type Recipe, type Station, type StationReport, stations } from '../../../player/kitchen/protocol.ts'; // biome-ignore format: one import
import { numeral } from '../../parts/ink.ts';

type Words = Strings['kitchen']['bench'];

/** So many columns of a station are named. */
const NAMED = 4;

/** As many digits as a year has, and none that says nothing: 1956.8, 72.4, 3. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return numeral(value);
  const size = Math.abs(value);
  const text = String(size >= 1e7 ? Number(size.toPrecision(2)) : Number(size.toPrecision(size >= 1000 ? 5 : 3)));
  return value < 0 ? `−${text}` : text;
}

/** Signs between the numbers that a station learned of a column. */
const between: Partial<Record<Station, string>> = { fence: ' … ', scale: ' ± ' };

export interface LearnedText {
  readonly text: string;
  readonly sings: boolean;
}

/** A column and its numbers, the singing ones first; what is too long is counted. */
export function learnedTexts({ name, learned }: StationReport, words: Words): readonly LearnedText[] {
  const inOrder = [...learned.filter(({ sings }) => sings), ...learned.filter(({ sings }) => !sings)];
  const named = inOrder.slice(0, NAMED).map(({ column, values, sings }) => ({
    text: `${column} ${values.map(short).join(between[name] ?? ' ')}`,
    sings,
  }));
  const rest = learned.length - named.length;
  return rest <= 0 ? named : [...named, { text: fill(words.more, { count: rest }), sings: false }];
}

/** What a station changed; that it is off. */
export function touchedText({ name, touched }: StationReport, { on }: Recipe, words: Words): string {
  if (!on[name]) return words.off;
  return touched === 0 ? words.nothing : fill(words.touched[name], { count: touched });
}

/** The split among the stations, in the order of the kitchen; of a reader's own table some stations are missing. */
export function orderOf({ splitAt }: Recipe, shown: readonly Station[] = stations): readonly (Station | 'split')[] {
  const order: (Station | 'split')[] = shown.filter((name) => stations.indexOf(name) < splitAt);
  return [...order, 'split', ...shown.filter((name) => stations.indexOf(name) >= splitAt)];
}

/** Does a station learn from the examination? */
export const leaks = (name: Station, { splitAt, on }: Recipe): boolean =>
  learners.includes(name) && (on[name] || name === 'encode') && stations.indexOf(name) < splitAt;

/** The sentence below the scores. */
export function statusText(cooked: Cooked, recipe: Recipe, ms: number | null, words: Words): string {
  const { updates, inputs, broke, shared, singing, numbers, mean } = cooked;
  const values = { updates, inputs, rate: numeral(cooked.rate, 2), ms: Math.round(ms ?? 0) };
  const trained = fill(ms === null ? words.built : words.status, values);
  return [
    ...(recipe.canary ? [singing === 0 ? words.silent : fill(words.sings, { count: singing, numbers })] : []),
    ...(broke === null ? [trained] : [fill(words.brokeStatus, broke)]),
    ...(shared === 0 ? [] : [shared === 1 ? words.sharedOne : fill(words.shared, { count: shared })]),
    fill(words.mean, { mean: numeral(mean, 3) }),
  ].join(' ');
}

/** Rows of the figure's table. */
export function tableRows(cooked: Cooked, recipe: Recipe, words: Words, shown: readonly Station[]): string[][] {
  return orderOf(recipe, shown).map((name) => {
    if (name === 'split') return [words.split, '', fill(words.splitDoes, { train: cooked.train, exam: cooked.exam })];
    const report = cooked.reports.find((candidate) => candidate.name === name)!;
    const learned = report.learned.map(
      ({ column, values }) => `${column} ${values.map(short).join(between[name] ?? ' ')}`,
    );
    return [
      words.stations[name],
      recipe.on[name] ? words.yes : words.no,
      touchedText(report, recipe, words),
      learned.join(', '),
      report.learned.length === 0 ? '' : leaks(name, recipe) ? words.from.all : words.from.lesson,
    ];
  });
}
