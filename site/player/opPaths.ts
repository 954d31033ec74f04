/**
 * What each op of a step is called: a path of names a person would use, found in what the framework says of where it ran. Figures and links
 * find ops by it, so it must not depend on how many ops ran elsewhere.
 *
 * An op alone in its scope bears the scope's name, `conv1`; beside ops that only lay out numbers it does, too. Where several compute in one
 * scope, each adds its own name, `norm1.mul`; where two have the same, the later ones a number. Outside modules the name stands alone:
 * `crossEntropy`. In a step of several passes the pass stands in front: `discriminator.real.linear1`.
 */
export interface PlacedOp {
  readonly name: string;
  readonly scope: string;
  readonly pass: string;
  readonly isView: boolean;
}

/** One path an op, all different. */
export function opPaths(ops: readonly PlacedOp[]): string[] {
  const places = ops.map(placeOf);
  const all = tally(places.map(({ path }) => path));
  const computing = tally(places.filter((_, i) => !ops[i]!.isView).map(({ path }) => path));
  const used = new Map<string, number>();
  return ops.map(({ name, isView }, i) => {
    const { path: place, isModule } = places[i]!;
    const isAlone = (isView ? all : computing).get(place) === 1;
    const path = isModule && isAlone ? place : place === '' ? name : `${place}.${name}`;
    const times = (used.get(path) ?? 0) + 1;
    used.set(path, times);
    return times === 1 ? path : `${path}${times}`;
  });
}

function tally(words: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return times;
}

/** Pass and scope; a scope that begins with its pass's player does not name it twice. */
function placeOf({ scope, pass }: PlacedOp): { readonly path: string; readonly isModule: boolean } {
  const [player = ''] = pass.split('.');
  const inside = pass === '' || !`${scope}.`.startsWith(`${player}.`) ? scope : scope.slice(player.length + 1);
  return { path: [pass, inside].filter((part) => part !== '').join('.'), isModule: inside !== '' };
}
