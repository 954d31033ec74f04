/**
 * Five models of the same people, judged unfairly: what each was let see, how its examples weigh, and from which labels it learned; examined by
 * what was written down and by what would have been. Trained by the framework when it is asked: the build does it for a table.
 */
import { findRun, fit, type KnobValues, type TrainingSetup } from '#framework';

export interface ExaminedModel {
  readonly name: 'group' | 'dropped' | 'group-reweighed' | 'dropped-reweighed' | 'fair';
  readonly accuracy: { readonly recorded: number; readonly fair: number };
  readonly selected: readonly [a: number, b: number];
  /** By what would have been. */
  readonly tpr: readonly [a: number, b: number];
}

export const SEED = 7;
export const PEOPLE = 4000;
/** Added to the log-odds of group B where labels are unfair. */
const UNFAIR = -1;

const models: readonly { readonly name: ExaminedModel['name']; readonly knobs: KnobValues }[] = [
  { name: 'group', knobs: { columns: 'group' } },
  { name: 'dropped', knobs: { columns: 'no-group' } },
  { name: 'group-reweighed', knobs: { columns: 'group', weights: 'reweighed' } },
  { name: 'dropped-reweighed', knobs: { columns: 'no-group', weights: 'reweighed' } },
  { name: 'fair', knobs: { columns: 'no-group', groupEffect: 0 } },
];

const build = (knobs: KnobValues): Promise<TrainingSetup> =>
  findRun('credit-logistic').build({
    seed: SEED,
    testExamples: PEOPLE,
    knobs: { examples: PEOPLE, groupEffect: UNFAIR, ...knobs },
  });

/** @example (await fiveModels())[1].accuracy.fair // the model that does not see the group */
export async function fiveModels(): Promise<readonly ExaminedModel[]> {
  const examined: ExaminedModel[] = [];
  for (const { name, knobs } of models) {
    const trained = await build(knobs);
    for await (const _ of fit(trained, { validate: false }));
    // Everyone sits the same examination, whatever they learned from.
    const examine = async (fairLabels: boolean) => {
      const setup = await build({ columns: knobs['columns']!, fairLabels });
      setup.model.loadStateDict(trained.model.stateDict());
      return setup.evaluate();
    };
    const [recorded, fair] = [await examine(false), await examine(true)];
    examined.push({
      name,
      accuracy: { recorded: recorded['accuracy']!, fair: fair['accuracy']! },
      selected: [recorded['selectedA']!, recorded['selectedB']!],
      tpr: [fair['tprA']!, fair['tprB']!],
    });
  }
  return examined;
}

/** What predictions ask of the table. 0: up, 1: down, 2: the same. */
export function factsOf(all: readonly ExaminedModel[]): Readonly<Record<string, number>> {
  const of = (name: ExaminedModel['name']): ExaminedModel => all.find((model) => model.name === name)!;
  const [seeing, dropped] = [of('group'), of('dropped')];
  const way = (from: number, to: number): number => (to > from ? 0 : to < from ? 1 : 2);
  return {
    'accuracy-by-fair-labels': way(seeing.accuracy.fair, dropped.accuracy.fair),
    'accuracy-by-recorded-labels': way(seeing.accuracy.recorded, dropped.accuracy.recorded),
  };
}
