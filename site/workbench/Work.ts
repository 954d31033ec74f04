/**
 * What is kept of a reader's work on one exercise: the code, what was handed to the grader before, and how far it came. Records
 * are versioned data that may come from an older page, another tab or a file: reading one never throws, and two of them
 * can always be brought together without losing what somebody wrote.
 */

/** Something that was written: handed to the grader, or put aside for another text. */
export interface Attempt {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly code: string;
  /** Null for a draft that was never graded. */
  readonly score: number | null;
  readonly max: number | null;
}

export interface Work {
  readonly version: 2;
  readonly code: string;
  /** When the code was last changed, in milliseconds since 1970. */
  readonly edited: number;
  /** When it first got full marks; null before. */
  readonly passedAt: number | null;
  /** Hints that were opened. */
  readonly hints: number;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
}

export type Progress = 'new' | 'begun' | 'solved';

export const progressOf = (work: Work | null): Progress =>
  work === null ? 'new' : work.passedAt === null ? 'begun' : 'solved';

/** What a browser keeps for a whole site is a few megabytes; the oldest attempts go first, a passing one never. */
const MAX_ATTEMPTS = 30;
const MAX_HISTORY_CHARACTERS = 200_000;

const numberOr = <T>(value: unknown, otherwise: T): number | T =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : otherwise;

function readAttempt(value: unknown): Attempt | null {
  if (typeof value !== 'object' || value === null) return null;
  const { at, code, score, max } = value as Record<string, unknown>;
  if (typeof code !== 'string' || typeof at !== 'number' || !Number.isFinite(at)) return null;
  return { at, code, score: numberOr(score, null), max: numberOr(max, null) };
}

/** A record out of whatever was kept; null where that is none. The first version was `{ code, passed }`. */
export function readWork(value: unknown): Work | null {
  if (typeof value !== 'object' || value === null) return null;
  const { version, code, edited, passed, passedAt, hints, attempts } = value as Record<string, unknown>;
  if (typeof code !== 'string' || (version !== undefined && version !== 2)) return null;
  const history = Array.isArray(attempts) ? attempts.map(readAttempt).filter((one) => one !== null) : [];
  return {
    version: 2,
    code,
    edited: numberOr(edited, 0),
    passedAt: version === 2 ? numberOr(passedAt, null) : passed === true ? 0 : null,
    hints: Math.trunc(numberOr(hints, 0)),
    attempts: tidy(history),
  };
}

const isPass = ({ score, max }: Attempt): boolean => score !== null && score === max;

const keyOf = ({ at, code, score, max }: Attempt): string => JSON.stringify([at, code, score, max]);

/** In the order of time, each once, as many as may be kept. */
function tidy(attempts: readonly Attempt[]): readonly Attempt[] {
  const once = [...new Map(attempts.map((one) => [keyOf(one), one])).values()];
  // Ties are broken by content, so that the order does not depend on who merged with whom.
  once.sort((a, b) => a.at - b.at || (keyOf(a) < keyOf(b) ? -1 : 1));
  const lastPass = once.findLast(isPass);
  const kept: Attempt[] = [];
  let characters = 0;
  for (const one of once.toReversed()) {
    characters += one.code.length;
    const fits = kept.length < MAX_ATTEMPTS && characters <= MAX_HISTORY_CHARACTERS;
    if (fits || one === lastPass) kept.push(one);
  }
  return kept.reverse();
}

const earliest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

const draft = ({ code, edited }: Work): Attempt => ({ at: edited, code, score: null, max: null });

/** The later text; of two from one instant the greater, so that both sides agree. */
const later = (a: Work, b: Work): Work =>
  a.edited !== b.edited ? (a.edited > b.edited ? a : b) : a.code > b.code ? a : b;

/**
 * Two records of one exercise in one: the later text, everything that was handed in, the earliest success. A text that gives
 * way becomes a draft among the attempts, unless it stands there already.
 */
export function mergeWork(a: Work, b: Work): Work {
  const winner = later(a, b);
  const loser = winner === a ? b : a;
  const attempts = [...a.attempts, ...b.attempts];
  const isNew = loser.code.trim() !== '' && ![winner.code, ...attempts.map(({ code }) => code)].includes(loser.code);
  return {
    version: 2,
    code: winner.code,
    edited: winner.edited,
    passedAt: earliest(a.passedAt, b.passedAt),
    hints: Math.max(a.hints, b.hints),
    attempts: tidy(isNew ? [...attempts, draft(loser)] : attempts),
  };
}

export const newWork = (code: string, now: number): Work => ({
  version: 2,
  code,
  edited: now,
  passedAt: null,
  hints: 0,
  attempts: [],
});

export function withAttempt(work: Work, attempt: Attempt): Work {
  const last = work.attempts.at(-1);
  const again = last !== undefined && last.code === attempt.code && last.score === attempt.score;
  return {
    ...work,
    passedAt: isPass(attempt) ? earliest(work.passedAt, attempt.at) : work.passedAt,
    attempts: again ? work.attempts : tidy([...work.attempts, attempt]),
  };
}
