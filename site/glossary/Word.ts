/** A word of the course: how it is called, what it means in one or two plain sentences, and what it is called in Chinese. */
export interface Word {
  readonly term: string;
  /** In zh-CN; null where Chinese texts keep the English word. */
  readonly chinese: string | null;
  readonly meaning: string;
  /** Other forms that mean the same entry: plurals, the short name, the other spelling. */
  readonly also: readonly string[];
}

/** Words by the lesson in which they are first met. */
export type WordsOfLessons = Readonly<Record<string, readonly Word[]>>;

/** @example word('axis', '轴', 'One of the directions …', 'axes') */
export const word = (term: string, chinese: string | null, meaning: string, ...also: readonly string[]): Word => ({
  term,
  chinese,
  meaning,
  also,
});
