/**
 * The table of contents: every room of the framework in reading order, which is also import order. A room may import
 * only the rooms above it; framework/tests/layering.test.ts keeps it so, and the site's "read the source" pages follow it.
 */

/** One room of the framework: the name of its folder, a title, and what it is for. */
export interface Room {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** Folders inside a large room, in reading order: each imports only those before it and the files beside them. */
  readonly parts?: readonly string[];
}

/** The rooms in reading order, which is import order. */
export const rooms: readonly Room[] = [
  { name: 'trace', title: 'What happened', summary: 'Typed events of a training run. Free when nobody listens.' },
  {
    name: 'tensor',
    title: 'Numbers with a shape',
    summary: 'Element types, shapes and strides, the tensor, random numbers.',
  },
  { name: 'kernels', title: 'Loops', summary: 'Loops over raw buffers. The reference is the book and the judge.' },
  {
    name: 'ops',
    title: 'Differentiable functions',
    summary: 'One function a file: equation, forward, derivative.',
    parts: ['unary', 'binary', 'reduction', 'shape', 'indexing', 'linalg', 'recurrent', 'conv', 'pool', 'norm', 'loss'],
  },
  {
    name: 'autograd',
    title: 'Derivatives by machine',
    summary: 'Walks the recorded history backwards, and checks itself.',
  },
  {
    name: 'nn',
    title: 'Functions with parameters',
    summary: 'Modules, layers and their first weights.',
    parts: [
      'containers',
      'linear',
      'activation',
      'conv',
      'pool',
      'norm',
      'dropout',
      'recurrent',
      'transformer',
      'loss',
    ],
  },
  { name: 'optim', title: 'Learning rules', summary: 'What a gradient does to a parameter.' },
  { name: 'io', title: 'Bytes in and out', summary: 'Weights and data sets in their original file formats.' },
  {
    name: 'data',
    title: 'Examples',
    summary: 'Datasets, batches, generators, loaders of the real sets.',
    parts: ['table', 'sequences', 'image', 'split', 'generators', 'sets'],
  },
  { name: 'train', title: 'Training', summary: 'The loop, its metrics, and the state that lets it resume exactly.' },
  {
    name: 'runs',
    title: 'Complete runs',
    summary: 'Seeded training runs, used by site, terminal and benchmark alike.',
  },
  { name: 'cli', title: 'In the terminal', summary: 'train, evaluate, bench, data: each a command of npm run.' },
];
