/** The figure that a question names: it answers from facts that it holds. */

/** A figure that answers questions: numbers by name, known from the start, or from when `known` is settled. */
export interface Answering extends HTMLElement {
  readonly facts: Readonly<Record<string, number>>;
  readonly known?: Promise<unknown>;
}

/** In the frame of this id the first element of our own; null where there is none. */
export function answeringFigure(id: string): Answering | null {
  const inside = document.getElementById(id)?.querySelectorAll<HTMLElement>('*') ?? [];
  return ([...inside].find(({ localName }) => localName.includes('-')) as Answering | undefined) ?? null;
}

/** Be told when the figure can answer: once it is defined, for it may be later than the question, and once more when its facts are known. */
export async function whenItAnswers(figure: Answering | null, tell: () => void): Promise<void> {
  if (figure === null) return;
  await customElements.whenDefined(figure.localName);
  tell();
  await figure.known;
  tell();
}
