/**
 * Tales of something lost and found, told by a small grammar: for a language model, with no text borrowed. What matters is spread
 * over the whole tale: the hero's name, "she" or "he", the thing and the finder all come back sentences later, so that a model
 * which sees only the last few letters cannot tell one well. And the truth is known: every choice the teller makes is counted,
 * so that one can say how well any model could do.
 */
import { check, signature } from '../../tensor/arguments.ts';
import type { Generator } from '../../tensor/random.ts';
import { startDrawing } from './drawing.ts';

export interface Tales {
  /** One tale each, with a line end as its last character. */
  readonly texts: readonly string[];
  /** What the choices in each tale amount to: Σ ln(number of alternatives). No model can spend less on average. */
  readonly nats: readonly number[];
}

/** Every character that can occur in a tale. */
export const TALE_CHARACTERS = '\n ,.ABCEFGHIJKLMNOPRSTWYabcdefghiklmnoprstuvwxy';

interface Hero {
  readonly name: string;
  readonly she: string;
  readonly her: string;
}

const women = ['Mira', 'Oda', 'Selma', 'Ines', 'Ruth', 'Thea', 'Wilma', 'Aino', 'Clara', 'Frida', 'Greta', 'Yara'];
const men = ['Anton', 'Boris', 'Casper', 'Emil', 'Hugo', 'Ivo', 'Jonas', 'Karl', 'Lasse', 'Nils', 'Otto', 'Piet'];
const heroes: readonly Hero[] = [
  ...women.map((name) => ({ name, she: 'She', her: 'her' })),
  ...men.map((name) => ({ name, she: 'He', her: 'his' })),
];
const trades = ['baker', 'miller', 'weaver', 'sailor', 'painter', 'gardener', 'tailor', 'teacher', 'piper', 'smith'];
const losses = ['lost', 'missed', 'could not find', 'had mislaid'];
const looks = ['red', 'blue', 'old', 'tiny', 'golden', 'round', 'heavy', 'broken', 'striped', 'wooden'];
const things = [
  'kettle',
  'lantern',
  'ladder',
  'button',
  'fiddle',
  'hammer',
  'spoon',
  'basket',
  'whistle',
  'clock',
  'glove',
  'map',
  'kite',
  'mirror',
  'umbrella',
];
const places = [
  'under the bridge',
  'behind the mill',
  'in the cellar',
  'on the roof',
  'by the river',
  'in the orchard',
  'at the market',
  'near the old well',
  'in the attic',
  'below the stairs',
  'beside the stove',
  'in the boat',
  'along the fence',
  'up the hill',
  'among the reeds',
  'at the station',
];
const finders = ['hare', 'fox', 'goose', 'badger', 'crow', 'cat', 'mouse', 'toad', 'donkey', 'beaver', 'magpie', 'pig'];
const gifts = ['plum', 'pear', 'cake', 'song', 'ribbon', 'coin', 'carrot', 'biscuit', 'feather', 'drum'];

/** A teller keeps count: an even choice among n costs ln n nats. */
class Teller {
  nats = 0;
  private readonly hand: Generator;

  constructor(hand: Generator) {
    this.hand = hand;
  }

  choose<T>(entries: readonly T[]): T {
    this.nats += Math.log(entries.length);
    return entries[this.hand.integer(entries.length)]!;
  }

  /** Two different ones, in either order. */
  chooseTwo<T>(entries: readonly T[]): [T, T] {
    const first = this.choose(entries);
    return [first, this.choose(entries.filter((entry) => entry !== first))];
  }
}

const call = signature('generateTales', { count: 'number', generator: 'generator' });

/**
 * Tales of about 170 letters. Tale k does not depend on how many are asked for.
 *
 * @example generateTales(2, new Generator(7)).texts.join('') // "Ruth the smith lost her … \nEmil the …"
 */
export function generateTales(count: number, generator: Generator): Tales {
  check(call, count, generator);
  const series = startDrawing('generateTales', count, generator);
  const told = Array.from({ length: count }, (_, i) => {
    const teller = new Teller(series.fork(`tale ${i}`));
    return { text: `${tell(teller)}\n`, nats: teller.nats };
  });
  return { texts: told.map(({ text }) => text), nats: told.map(({ nats }) => nats) };
}

function tell(teller: Teller): string {
  const { name, she, her } = teller.choose(heroes);
  const thing = `${teller.choose(looks)} ${teller.choose(things)}`;
  const start = `${name} the ${teller.choose(trades)} ${teller.choose(losses)} ${her} ${thing}.`;
  const finder = teller.choose(finders);
  return [start, ...search(she, teller), ...discovery(finder, thing, she, teller), thanks(name, finder, teller)].join(
    ' ',
  );
}

function search(she: string, teller: Teller): string[] {
  const form = teller.choose(['once', 'twice', 'both'] as const);
  if (form === 'once') return [`${she} looked ${teller.choose(places)}.`];
  const [first, second] = teller.chooseTwo(places);
  if (form === 'both') return [`${she} looked ${first} and ${second}.`];
  return [`${she} looked ${first}.`, `${she} looked ${second}.`];
}

/** Who had it? The thing comes back word for word. */
function discovery(finder: string, thing: string, she: string, teller: Teller): string[] {
  return teller.choose([
    [`A ${finder} had the ${thing}.`],
    [`Then a ${finder} came with the ${thing}.`],
    [`${she} asked a ${finder}, and the ${finder} had the ${thing}.`],
  ]);
}

/** The name and the finder come back. */
function thanks(name: string, finder: string, teller: Teller): string {
  const gift = teller.choose(gifts);
  return teller.choose([
    `${name} gave the ${finder} a ${gift}.`,
    `The ${finder} got a ${gift} from ${name}.`,
    `${name} and the ${finder} shared a ${gift}.`,
  ]);
}
