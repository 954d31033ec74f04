import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { accept, defineExercise, kill } from '../grader/define.ts';
import type { Given } from '../grader/sandbox/values.ts';

const right = ['iterative', 'recursive', 'sorting'];
const seed = (random: Generator) => [whole(random, 1, 2 ** 30)];

export default defineExercise({
  kind: 'test',
  name: 'isRight',
  args: ['engine', 'seed'],
  cases: [
    accept('iterative', 'a right engine that counts who has still to speak', seed),
    accept('recursive', 'a right engine that calls itself, never too deep', seed),
    accept('sorting', 'a right engine that sorts by age', seed),
    kill('grad-overwrite', 'an engine in which the last user wins', seed),
    kill('upstream-dropped', 'an engine that ignores what arrives', seed),
    kill('wrong-visit-order', 'an engine that goes level by level', seed),
    kill('visits-node-per-path', 'an engine that sends once for every path', seed),
    kill('stale-intermediate-grad', 'an engine that never empties what lies in between', seed),
    kill('inputs-as-set', 'an engine for which x + x has one input', seed),
    kill('no-seed', 'an engine that starts with 0', seed),
    kill('recursion-overflow', 'an engine that calls itself for every value', seed),
    kill('no-shared-value', 'an engine that is right as long as no value is shared', seed),
    kill('no-reuse-after-backward', 'an engine that is right as long as nothing is used again after a walk', seed),
    kill('only-shallow', 'an engine that is right as long as the graph is shallow', seed),
    kill('only-ones', 'an engine that is right as long as gradients are whole numbers', seed),
  ],
  right: (engine: Given) => right.includes(engine.name),
});
