/** Words of the page that goes through a first article about deep learning, row by row. */
export const article = {
  title: 'From article to hands',
  lead: 'Most first articles about deep learning name the same forty things. Here is where you do each of them.',
  link: 'The article, row by row',
  open: 'Exercise: {title}',
  starter: 'In the lab: {title}',
  run: 'The run {name}',
  place: '{number} · {title}',
  parts: {
    models: {
      title: 'Four kinds of network',
      rows: {
        cnn: 'Convolutional networks, which see',
        rnn: 'Recurrent networks, which remember: language and series',
        transformer: 'Transformers, which look everywhere at once: language and translation',
        gan: 'Generative adversarial networks: pictures made, pictures repaired',
      },
    },
    formulas: {
      title: 'Five formulas',
      rows: {
        line: 'Linear regression',
        descent: 'Gradient descent',
        crossEntropy: 'Cross-entropy',
        stochastic: 'Stochastic gradient descent: one example a step',
        mean: 'Mean gradient: a mini-batch a step',
      },
    },
    steps: {
      title: 'Six steps of every project',
      rows: {
        prepare: 'Prepare the data: clean, scale, split',
        define: 'Define the model',
        loss: 'Choose a loss',
        optimizer: 'Choose an optimizer',
        train: 'Train and validate',
        deploy: 'Save, load, evaluate, answer',
      },
    },
    program: {
      title: 'One program',
      rows: { printed: 'A network of two convolutions that cannot run as it is printed, and why' },
    },
    frameworks: {
      title: 'Five frameworks',
      rows: {
        five: 'TensorFlow, PyTorch, Keras, MXNet and Theano, side by side',
        library: 'A framework or a library: who calls whom?',
        which: 'Which one to take',
      },
    },
    uses: {
      title: 'What it is for',
      rows: {
        applications: 'Images, language, time series, biology, finance',
        data: 'ImageNet, CIFAR, MNIST, IMDB, SQuAD',
      },
    },
    trouble: {
      title: 'What goes wrong',
      rows: {
        overfitting: 'Overfitting, and its cures: more data, smaller weights, a smaller model, dropout, an early stop',
        inside: 'Nobody knows why it answers so',
        private: 'It remembers people',
        fair: 'It treats groups differently',
      },
    },
    next: {
      title: 'Where it goes',
      rows: {
        faster: 'Faster training: better loops, graphics cards, many machines',
        better: 'Better architectures',
        tuning: 'Settings found by a program',
      },
    },
  },
};
