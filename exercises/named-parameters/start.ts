export type Node =
  | { kind: 'module'; fields: Record<string, Node | Node[]> }
  | { kind: 'parameter' | 'buffer'; id: number };

/** Path and id of every parameter in the tree, each id once. */
export function namedParameters(root: Node): [string, number][] {
  // your turn: walk through the boxes.
  return [];
}
