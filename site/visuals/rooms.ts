/**
 * The rooms of this folder, in the order of their imports: `parts` draw and read and are no figure; the figures of the `stage` stand on every run's page;
 * the figures of a room belong to a topic and know no other room; who asks readers, and the pages around the lessons, may look into all of them.
 */
export const rooms = {
  parts: 'ink, cells, curves, digits, tables, what readers answered',
  stage: 'what every run page has: time, curve, walk, graph, tensors, equations with numbers, code',
  numbers: 'scalars, strides, shapes, slopes',
  network: 'networks in the plane, signals through layers, logits, surprise',
  images: 'windows, maps, drawing, looking inside',
  sequences: 'time steps',
  attention: 'who looks at whom',
  players: 'generator and discriminator',
  optimization: 'descent, rules, rates, a line',
  kernels: 'the ladder, threads, workers',
  data: 'preparing, the gap, fairness, applications',
  world: 'files and other frameworks',
  asking: 'predictions, and what is measured for them',
  house: 'home, map, demos, grading, the reader’s own parts',
} as const;

export type Room = keyof typeof rooms;

/** Of which rooms a room may import, besides itself. */
export function mayEnter(room: Room): readonly Room[] {
  const all = Object.keys(rooms) as Room[];
  if (room === 'parts') return [];
  if (room === 'stage') return ['parts'];
  if (room === 'asking' || room === 'house') return all.slice(0, all.indexOf('asking'));
  return ['parts', 'stage'];
}
