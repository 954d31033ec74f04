/**
 * Under its last name
 *
 * A weight that is met again has a name already. It keeps its first path, and its place in the list.
 */

type Node = { kind: 'module'; fields: Record<string, Node | Node[]> } | { kind: 'parameter' | 'buffer'; id: number };

export function namedParameters(root: Node): [string, number][] {
  const found = new Map<number, string>();
  const walk = (node: Node | Node[], path: string): void => {
    if (!Array.isArray(node) && node.kind !== 'module') {
      if (node.kind === 'parameter') found.set(node.id, path);
      return;
    }
    const inside = Array.isArray(node) ? node : node.fields;
    for (const [name, child] of Object.entries(inside)) walk(child, path === '' ? name : `${path}.${name}`);
  };
  walk(root, '');
  return [...found].map(([id, path]) => [path, id]);
}
