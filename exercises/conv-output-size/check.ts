import { conv2d, type Generator, zeros } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

interface Options {
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
}

const window = (size: number, kernel: number, stride: number, padding: number, dilation: number) => [
  size,
  kernel,
  { stride, padding, dilation },
];

/** A window that fits, and whose stride leaves cells over. */
function leftover(random: Generator) {
  const [kernel, stride, padding, dilation] = [
    whole(random, 2, 5),
    whole(random, 2, 4),
    whole(random, 1, 3),
    whole(random, 1, 3),
  ];
  const span = dilation * (kernel - 1) + 1;
  const places = whole(random, 2, 6);
  const size = span + (places - 1) * stride + whole(random, 1, stride - 1) - 2 * padding;
  return size < 1
    ? window(size + 2 * stride, kernel, stride, padding, dilation)
    : window(size, kernel, stride, padding, dilation);
}

export default defineExercise({
  kind: 'function',
  name: 'outputSize',
  args: ['size', 'kernel', 'options'],
  answer: 'places',
  keepsArguments: true,
  cases: [
    known('same', '28, a window of 3, padding 1', window(28, 3, 1, 1, 1)),
    known('valid', '32, a window of 3', window(32, 3, 1, 0, 1)),
    known('plain', 'a plain window on a random size', (random) =>
      window(whole(random, 8, 40), whole(random, 2, 5), 1, 0, 1),
    ),
    trap('half', '28, a window of 3, every second place', window(28, 3, 2, 0, 1)),
    trap('short', '6, a window of 3, every second place', window(6, 3, 2, 0, 1)),
    trap('seven', '7, a window of 3, every second place', window(7, 3, 2, 0, 1)),
    trap('dilated', '10, a window of 3 with two gaps of 2', window(10, 3, 1, 0, 3)),
    trap('too-large', 'a window of 5 on 2 cells', window(2, 5, 1, 0, 1)),
    trap('padded-in', 'a window of 5 on 2 cells, padded to fit', window(2, 5, 1, 2, 1)),
    trap('one', 'a window of 1', window(9, 1, 1, 0, 1)),
    trap('wide-stride', 'stride 3 with padding', window(11, 4, 3, 2, 1)),
    trap('leftover', 'cells are left over, padded and dilated', leftover),
  ],
  // The shape that our own convolution comes to.
  truth: (size: number, kernel: number, { stride, padding, dilation }: Options) => {
    if (dilation * (kernel - 1) + 1 > size + 2 * padding) return 0;
    const y = conv2d(zeros([1, 1, size, 1]), zeros([1, 1, kernel, 1]), undefined, {
      stride: [stride, 1],
      padding: [padding, 0],
      dilation: [dilation, 1],
    });
    return y.shape[2]!;
  },
});
