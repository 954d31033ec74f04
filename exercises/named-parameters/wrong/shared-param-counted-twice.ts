/**
 * One tensor under two names
 *
 * Both names belong to one and the same weight: the optimizer would step it twice. Remember the ids you have seen.
 */

type Node = { kind: 'module'; fields: Record<string, Node | Node[]> } | { kind: 'parameter' | 'buffer'; id: number };

export function namedParameters(root: Node): [string, number][] {
  const walk = (node: Node | Node[], path: string): [string, number][] => {
    if (!Array.isArray(node) && node.kind !== 'module') return node.kind === 'parameter' ? [[path, node.id]] : [];
    const inside = Array.isArray(node) ? node : node.fields;
    return Object.entries(inside).flatMap(([name, child]) => walk(child, path === '' ? name : `${path}.${name}`));
  };
  return walk(root, '');
}
