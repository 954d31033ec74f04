/** Numbers from 1 to 999 in English and in German words: a language pair small enough to be learned in seconds, in which units and tens change places. */
import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';

const ENGLISH_UNITS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const GERMAN_UNITS =
  'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' ',
  );
const GERMAN_TENS = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ');

/** What an English number may consist of; the first stands for no word. */
export const ENGLISH_WORDS: readonly string[] = ['', ...ENGLISH_UNITS, ...ENGLISH_TENS, 'hundred'];
/** The same in German, with a word for the beginning and one for the end. `ein` stands before another word, `eins` alone. */
export const GERMAN_WORDS: readonly string[] = [
  'start',
  'end',
  'ein',
  ...GERMAN_UNITS,
  ...GERMAN_TENS,
  'und',
  'hundert',
];

function checked(value: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= 999) return value;
  throw new ChalkgradError(`number words: ${value} has none here`, 'numbers go from 1 to 999.');
}

const calls = {
  englishWords: signature('englishWords', { value: 'number' }),
  germanWords: signature('germanWords', { value: 'number' }),
};

/** A number from 1 to 999 in English words. @example englishWords(742) // ['seven', 'hundred', 'forty', 'two'] */
export function englishWords(value: number): string[] {
  check(calls.englishWords, value);
  const [hundreds, rest] = [Math.floor(checked(value) / 100), value % 100];
  const [tens, units] = [Math.floor(rest / 10), rest % 10];
  return [
    ...(hundreds > 0 ? [ENGLISH_UNITS[hundreds - 1]!, 'hundred'] : []),
    ...(rest > 0 && rest < 20
      ? [ENGLISH_UNITS[rest - 1]!]
      : [...(tens > 0 ? [ENGLISH_TENS[tens - 2]!] : []), ...(units > 0 ? [ENGLISH_UNITS[units - 1]!] : [])]),
  ];
}

/** The same in German words. @example germanWords(742) // ['sieben', 'hundert', 'zwei', 'und', 'vierzig'] */
export function germanWords(value: number): string[] {
  check(calls.germanWords, value);
  const [hundreds, rest] = [Math.floor(checked(value) / 100), value % 100];
  const [tens, units] = [Math.floor(rest / 10), rest % 10];
  const before = (unit: number): string => (unit === 1 ? 'ein' : GERMAN_UNITS[unit - 1]!);
  return [
    ...(hundreds > 0 ? [before(hundreds), 'hundert'] : []),
    ...(rest > 0 && rest < 20
      ? [GERMAN_UNITS[rest - 1]!]
      : [...(units > 0 ? [before(units), 'und'] : []), ...(tens > 0 ? [GERMAN_TENS[tens - 2]!] : [])]),
  ];
}
