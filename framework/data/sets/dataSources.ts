/**
 * Where the real data sets come from: official mirrors, sizes, checksums. `npm run data -- get NAME` fetches them; nothing
 * else in the framework touches the network. Checksums are those the publishers (or PyTorch's and Karpathy's repositories) state.
 */

/** A file of a public data set, and how to tell that it came whole. */
export interface SourceFile {
  readonly name: string;
  /** Bytes, for the progress line and the list. */
  readonly size: number;
  /** Hexadecimal, as `md5sum` and `sha256sum` print it. */
  readonly checksum: { readonly md5: string } | { readonly sha256: string };
}

/** A public data set: where its files are, and what loads them. */
export interface DataSource {
  /** As typed in the terminal. */
  readonly name: string;
  readonly title: string;
  /** Addresses of the folder that holds the files, the first one is tried first. */
  readonly mirrors: readonly string[];
  readonly files: readonly SourceFile[];
  /** What loads it. */
  readonly loader: string;
}

const md5 = (name: string, size: number, sum: string): SourceFile => ({ name, size, checksum: { md5: sum } });

export const dataSources: readonly DataSource[] = [
  {
    name: 'mnist',
    title: 'MNIST: 70,000 handwritten digits, 28×28',
    mirrors: ['https://ossci-datasets.s3.amazonaws.com/mnist', 'https://storage.googleapis.com/cvdf-datasets/mnist'],
    files: [
      md5('train-images-idx3-ubyte.gz', 9_912_422, 'f68b3c2dcbeaaa9fbdd348bbdeb94873'),
      md5('train-labels-idx1-ubyte.gz', 28_881, 'd53e105ee54ea40749a09fcbcd1e9432'),
      md5('t10k-images-idx3-ubyte.gz', 1_648_877, '9fb629c4189551a2d022fa330f9573f3'),
      md5('t10k-labels-idx1-ubyte.gz', 4_542, 'ec29112dd5afa0611ce80d1b7f02629c'),
    ],
    loader: 'loadMnist(DIR)',
  },
  {
    name: 'fashion-mnist',
    title: 'Fashion-MNIST: 70,000 pictures of clothes, 28×28',
    mirrors: [
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com',
      'https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion',
    ],
    files: [
      md5('train-images-idx3-ubyte.gz', 26_421_880, '8d4fb7e6c68d591d4c3dfef9ec88bf0d'),
      md5('train-labels-idx1-ubyte.gz', 29_515, '25c81989df183df01b3e8a0aad5dffbe'),
      md5('t10k-images-idx3-ubyte.gz', 4_422_102, 'bef4ecab320f06d8554ea6380940ec79'),
      md5('t10k-labels-idx1-ubyte.gz', 5_148, 'bb300cfdad3c16e7a12a480ee83cd310'),
    ],
    loader: 'loadMnist(DIR)',
  },
  {
    name: 'cifar10',
    title: 'CIFAR-10: 60,000 colour pictures of ten things, 32×32',
    mirrors: ['https://www.cs.toronto.edu/~kriz'],
    files: [md5('cifar-10-binary.tar.gz', 170_052_171, 'c32a1d4ab5d03f1284b67883e8d87530')],
    loader: 'loadCifar10(DIR/cifar-10-binary.tar.gz)',
  },
  {
    name: 'cifar100',
    title: 'CIFAR-100: 60,000 colour pictures of a hundred things, 32×32',
    mirrors: ['https://www.cs.toronto.edu/~kriz'],
    files: [md5('cifar-100-binary.tar.gz', 168_513_733, '03b5dce01913d631647c71ecec9e9cb8')],
    loader: 'loadCifar100(DIR/cifar-100-binary.tar.gz)',
  },
  {
    name: 'imdb',
    title: 'IMDB: 50,000 film reviews, good or bad',
    mirrors: ['https://ai.stanford.edu/~amaas/data/sentiment'],
    files: [md5('aclImdb_v1.tar.gz', 84_125_825, '7c2ac02c03563afcf9b574c7e56c153a')],
    loader: 'loadImdb(DIR/aclImdb_v1.tar.gz)',
  },
  {
    name: 'squad',
    title: 'SQuAD 1.1: 98,000 questions about Wikipedia',
    mirrors: ['https://rajpurkar.github.io/SQuAD-explorer/dataset'],
    files: [
      md5('train-v1.1.json', 30_288_272, '981b29407e0affa3b1b156f72073b945'),
      md5('dev-v1.1.json', 4_854_279, '3e85deb501d4e538b6bc56f786231552'),
    ],
    loader: 'loadSquad(DIR/train-v1.1.json)',
  },
  {
    name: 'tiny-shakespeare',
    title: 'Tiny Shakespeare: 1.1 million letters of his plays',
    mirrors: ['https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare'],
    files: [
      {
        name: 'input.txt',
        size: 1_115_394,
        checksum: { sha256: '86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed' },
      },
    ],
    loader: 'loadText(DIR/input.txt)',
  },
];
