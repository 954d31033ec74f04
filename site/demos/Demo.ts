/**
 * A moment to put before a class: a question, and the link that answers it. A prepared one has what a lecturer needs besides: choices to vote on,
 * the answer in a sentence or two, what to try next, and how long it takes. Answers name no measured number: the run says it, live.
 */
export interface Demo {
  readonly ask: string;
  /** A moment of a run on the lesson's page, or a place on it. */
  readonly moment: string;
  readonly prepared?: Preparation;
}

export interface Preparation {
  readonly title: string;
  readonly minutes: number;
  readonly choices: readonly string[];
  readonly answer: string;
  readonly thenTry: string;
}
