/**
 * Short reviews put together from templates, each good or bad by construction. There is something to learn beyond single
 * words: "not good" is bad, "never dull" is good, and what stands before "but" counts less than what follows.
 */
import { check, signature } from '../../tensor/arguments.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { balancedClasses, choose, startDrawing } from './drawing.ts';

/** Short made-up reviews and whether they praise. */
export interface Reviews {
  readonly texts: readonly string[];
  /** 1: the writer was pleased. int32 [N] */
  readonly labels: Tensor;
}

interface Topic {
  readonly thing: readonly string[];
  readonly parts: readonly string[];
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const topics: readonly Topic[] = [
  {
    thing: ['film', 'movie', 'picture'],
    parts: ['story', 'acting', 'music', 'ending', 'dialogue', 'camera work'],
    good: ['gripping', 'moving', 'funny', 'clever', 'beautiful', 'memorable'],
    bad: ['dull', 'confusing', 'predictable', 'clumsy', 'lifeless', 'forgettable'],
  },
  {
    thing: ['book', 'novel', 'paperback'],
    parts: ['plot', 'language', 'first chapter', 'hero', 'translation', 'last page'],
    good: ['vivid', 'witty', 'thoughtful', 'surprising', 'charming', 'clear'],
    bad: ['tedious', 'shallow', 'confusing', 'wooden', 'repetitive', 'careless'],
  },
  {
    thing: ['restaurant', 'café', 'bistro'],
    parts: ['soup', 'service', 'bread', 'dessert', 'coffee', 'menu'],
    good: ['fresh', 'delicious', 'friendly', 'warm', 'generous', 'excellent'],
    bad: ['cold', 'stale', 'slow', 'bland', 'greasy', 'overpriced'],
  },
  {
    thing: ['hotel', 'hostel', 'guest house'],
    parts: ['room', 'bed', 'breakfast', 'view', 'staff', 'shower'],
    good: ['clean', 'comfortable', 'quiet', 'friendly', 'lovely', 'spacious'],
    bad: ['dirty', 'noisy', 'cramped', 'rude', 'damp', 'shabby'],
  },
  {
    thing: ['phone', 'camera', 'laptop'],
    parts: ['screen', 'battery', 'keyboard', 'sound', 'manual', 'design'],
    good: ['bright', 'reliable', 'fast', 'solid', 'handy', 'brilliant'],
    bad: ['slow', 'flimsy', 'dim', 'unreliable', 'heavy', 'useless'],
  },
];

const openings: readonly ((thing: string) => string)[] = [
  (thing) => `I tried this ${thing} last week.`,
  (thing) => `My sister told me about this ${thing}.`,
  (thing) => `We had heard a lot about the ${thing}.`,
  (thing) => `This was my second time with this ${thing}.`,
  (thing) => `A ${thing} like many others, I thought.`,
];
const degrees = ['', 'really ', 'very ', 'quite ', 'surprisingly '] as const;
const goodVerdicts = [
  'I would go for it again.',
  'Worth every minute.',
  'I was glad to the end.',
  'Go and see for yourself!',
];
const badVerdicts = ['Save your money.', 'Never again.', 'I was glad when it was over.', 'I expected more.'];

const call = signature('generateReviews', { count: 'number', generator: 'generator' });

/** Balanced to within one; about a third of the statements are negated, and about a third of the reviews concede something. */
export function generateReviews(count: number, generator: Generator): Reviews {
  check(call, count, generator);
  const series = startDrawing('generateReviews', count, generator);
  const labels = balancedClasses(count, 2, series.fork('labels'));
  const texts = Array.from(labels, (label, i) => writeReview(label === 1, series.fork(`review ${i}`)));
  return { texts, labels: tensorFrom(labels, [count], 'int32') };
}

function writeReview(pleased: boolean, hand: Generator): string {
  const topic = choose(topics, hand);
  const [first, second, third] = Array.from(hand.permutation(topic.parts.length), (i) => topic.parts[i]!);
  const sentences = [statement(topic, first!, pleased, hand)];
  if (hand.uniform() < 1 / 3) {
    const concession = statement(topic, second!, !pleased, hand);
    sentences.push(`${concession}, but ${statement(topic, third!, pleased, hand)}`);
  } else if (hand.uniform() < 0.5) sentences.push(statement(topic, second!, pleased, hand));
  const body = sentences.map((sentence) => `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`);
  const opening = hand.uniform() < 0.7 ? [choose(openings, hand)(choose(topic.thing, hand))] : [];
  const verdict = hand.uniform() < 0.4 ? [choose(pleased ? goodVerdicts : badVerdicts, hand)] : [];
  return [...opening, ...body, ...verdict].join(' ');
}

/** "The soup was very fresh", or the opposite denied: "the soup was not cold at all". */
function statement(topic: Topic, part: string, isGood: boolean, hand: Generator): string {
  const isNegated = hand.uniform() < 1 / 3;
  const adjective = choose(isGood === isNegated ? topic.bad : topic.good, hand);
  if (!isNegated) return `the ${part} was ${choose(degrees, hand)}${adjective}`;
  return choose(
    [
      `the ${part} was not ${adjective} at all`,
      `the ${part} was never ${adjective}`,
      `the ${part} was not ${adjective}`,
    ],
    hand,
  );
}
