export type Node =
  | { kind: 'module'; fields: Record<string, Node | Node[]> }
  | { kind: 'parameter' | 'buffer'; id: number };

/**
 * Path and id of every parameter in the tree: in the order of meeting, each id once under its first path.
 *
 * Source: PyTorch's Module.named_parameters.
 */
export function namedParameters(root: Node): [string, number][] {
  const found = new Map<number, string>();
  const walk = (node: Node | Node[], path: string): void => {
    if (!Array.isArray(node) && node.kind !== 'module') {
      if (node.kind === 'parameter' && !found.has(node.id)) found.set(node.id, path);
      return;
    }
    const inside = Array.isArray(node) ? node : node.fields;
    for (const [name, child] of Object.entries(inside)) walk(child, path === '' ? name : `${path}.${name}`);
  };
  walk(root, '');
  return [...found].map(([id, path]) => [path, id]);
}
