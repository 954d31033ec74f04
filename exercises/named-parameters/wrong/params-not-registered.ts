/**
 * Children in arrays were passed over
 *
 * A list of layers is a box, too: its entries are called 0, 1, 2. What is not found is never trained, and nothing
 * complains.
 *
 * @moment t=deep-stack.7~deep-stack.7!params-not-registered&step=20&track=2
 */

type Node = { kind: 'module'; fields: Record<string, Node | Node[]> } | { kind: 'parameter' | 'buffer'; id: number };

export function namedParameters(root: Node): [string, number][] {
  const found = new Map<number, string>();
  const walk = (node: Node, path: string): void => {
    if (node.kind !== 'module') {
      if (node.kind === 'parameter' && !found.has(node.id)) found.set(node.id, path);
      return;
    }
    for (const [name, child] of Object.entries(node.fields))
      if (!Array.isArray(child)) walk(child, path === '' ? name : `${path}.${name}`);
  };
  walk(root, '');
  return [...found].map(([id, path]) => [path, id]);
}
