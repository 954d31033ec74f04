/**
 * Words of the landing page and of the lesson list. `plan` is the whole curriculum in teaching order, counted from 0 across its parts:
 * the nth title stands for the lesson whose folder carries the number n, and gives way to that lesson's own title once it exists.
 */
export const home = {
  title: 'A deep-learning framework you can read like a book, and lessons that draw its real training runs.',
  lessonsTitle: 'Lessons',
  readNow: 'Ready to read',
  planTitle: 'The whole course',
  planState: (written: number, planned: number) =>
    `${planned} lessons are planned; ${written === 1 ? 'one is' : `${written} are`} written. The pale ones are still to come.`,
  planned: 'planned',
  plan: [
    {
      part: 'Numbers and slopes',
      lessons: [
        'How you are graded',
        'Tensors: shape, strides, index',
        'Broadcasting',
        'Linear regression',
        'Derivatives, and how to check them',
        'Gradient descent',
      ],
    },
    {
      part: 'Data and classes',
      lessons: ['Preparing data', 'Logistic regression', 'Softmax and cross-entropy'],
    },
    {
      part: 'Networks',
      lessons: [
        'Autograd with single numbers',
        'Autograd with tensors',
        'Modules and first weights',
        'Optimizers',
        'Train and validate',
        'Overfitting and its cures',
      ],
    },
    {
      part: 'Images and GPUs',
      lessons: [
        'Convolution',
        'Pooling, normalisation, a whole CNN',
        'GPU kernels: threads and memory',
        'GPU kernels: sums and tiles',
      ],
    },
    {
      part: 'Sequences and rivals',
      lessons: ['RNN, LSTM, GRU', 'Attention and the Transformer', 'Generative adversarial networks'],
    },
    {
      part: 'Out in the world',
      lessons: [
        'Save, load, deploy',
        'Other frameworks, and your own',
        'Where it is used',
        'Looking inside',
        'Fair and private',
        'Many machines',
      ],
    },
  ],
};
