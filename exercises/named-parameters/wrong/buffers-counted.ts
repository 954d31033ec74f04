/**
 * Buffers are not trained
 *
 * A running mean is kept and saved, but no gradient ever reaches it. List parameters only.
 */

type Node = { kind: 'module'; fields: Record<string, Node | Node[]> } | { kind: 'parameter' | 'buffer'; id: number };

export function namedParameters(root: Node): [string, number][] {
  const found = new Map<number, string>();
  const walk = (node: Node | Node[], path: string): void => {
    if (!Array.isArray(node) && node.kind !== 'module') {
      if (!found.has(node.id)) found.set(node.id, path);
      return;
    }
    const inside = Array.isArray(node) ? node : node.fields;
    for (const [name, child] of Object.entries(inside)) walk(child, path === '' ? name : `${path}.${name}`);
  };
  walk(root, '');
  return [...found].map(([id, path]) => [path, id]);
}
