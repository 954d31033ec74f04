/** Where an arrow key leads on the map: right along a line to what a lesson opens, left to what it needs, up and down its column. */

export interface Steps {
  readonly slug: string;
  readonly x: number;
  readonly y: number;
  readonly needs: readonly string[];
  readonly opens: readonly string[];
}

/** @returns the lesson the key leads to, the same where it leads nowhere; null for a key that is none of the map's */
export function stepTo(nodes: readonly Steps[], slug: string, key: string): string | null {
  const here = nodes.find((node) => node.slug === slug);
  if (here === undefined) return null;
  const column = nodes.filter(({ x }) => x === here.x).toSorted((a, b) => a.y - b.y);
  const at = column.indexOf(here);
  const nearest = (slugs: readonly string[], isBeyond: (x: number) => boolean): string => {
    const linked = nodes.filter((node) => slugs.includes(node.slug));
    const beyond = linked.filter(({ x }) => isBeyond(x));
    const far = ({ x, y }: Steps): number => Math.abs(x - here.x) * 2 + Math.abs(y - here.y);
    return (beyond.length > 0 ? beyond : linked).toSorted((a, b) => far(a) - far(b))[0]?.slug ?? slug;
  };
  switch (key) {
    case 'ArrowRight':
      // From where no line leads on, to what lies next on that side: no lesson is out of reach.
      return nearest(
        here.opens.length > 0 ? here.opens : nodes.filter(({ x }) => x > here.x).map(({ slug: other }) => other),
        (x) => x > here.x,
      );
    case 'ArrowLeft':
      return nearest(here.needs, (x) => x < here.x);
    case 'ArrowUp':
      return column[at - 1]?.slug ?? slug;
    case 'ArrowDown':
      return column[at + 1]?.slug ?? slug;
    case 'Home':
      return nodes[0]!.slug;
    case 'End':
      return nodes.at(-1)!.slug;
    default:
      return null;
  }
}
