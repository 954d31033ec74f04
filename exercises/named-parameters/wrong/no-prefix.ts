/**
 * The last name alone
 *
 * Every layer has a weight: without the boxes around it, all are called the same. Put the path so far in front.
 */

type Node = { kind: 'module'; fields: Record<string, Node | Node[]> } | { kind: 'parameter' | 'buffer'; id: number };

export function namedParameters(root: Node): [string, number][] {
  const found = new Map<number, string>();
  const walk = (node: Node | Node[], path: string): void => {
    if (!Array.isArray(node) && node.kind !== 'module') {
      if (node.kind === 'parameter' && !found.has(node.id)) found.set(node.id, path);
      return;
    }
    for (const [name, child] of Object.entries(Array.isArray(node) ? node : node.fields)) walk(child, name);
  };
  walk(root, '');
  return [...found].map(([id, path]) => [path, id]);
}
