/**
 * What a first article about deep learning names, and where each of it is done here. A place is `lesson#section`, `exercise:slug`, `starter:name`
 * (a program of the lab) or `run:name`. Words stand in i18n/en/article.ts by the same keys; a test follows every place.
 */
export interface ArticleRow {
  /** Key of its words. */
  readonly id: string;
  /** Its formula, as the article writes it. */
  readonly tex?: string;
  readonly places: readonly string[];
}

export interface ArticlePart {
  readonly id: string;
  readonly rows: readonly ArticleRow[];
}

export const articleParts: readonly ArticlePart[] = [
  {
    id: 'models',
    rows: [
      { id: 'cnn', places: ['convolution#window', 'cnn-reads-digits#forward', 'run:shapes-cnn'] },
      { id: 'rnn', places: ['networks-with-memory#loop', 'networks-with-memory#back', 'where-it-is-used#series'] },
      { id: 'transformer', places: ['attention-and-transformer#two', 'attention-and-transformer#write'] },
      { id: 'gan', places: ['two-players#digits', 'two-players#repair', 'exercise:fill-the-gap'] },
    ],
  },
  {
    id: 'formulas',
    rows: [
      {
        id: 'line',
        tex: 'y=\\theta_0+\\theta_1x_1+\\dots+\\theta_nx_n+\\varepsilon',
        places: ['linear-regression#seed', 'linear-regression#many'],
      },
      {
        id: 'descent',
        tex: '\\theta_{\\text{new}}=\\theta_{\\text{old}}-\\alpha\\,\\nabla J(\\theta)',
        places: ['gradient-descent#wrong-way', 'gradient-descent#formulas'],
      },
      {
        id: 'crossEntropy',
        tex: 'J(\\theta)=-\\frac1m\\sum_i\\bigl[y_i\\log\\hat y_i+(1-y_i)\\log(1-\\hat y_i)\\bigr]',
        places: ['logistic-regression#surprise', 'softmax-and-cross-entropy#price'],
      },
      {
        id: 'stochastic',
        tex: '\\theta_{\\text{new}}=\\theta_{\\text{old}}-\\eta\\,\\nabla J(\\theta_t)',
        places: ['gradient-descent#three'],
      },
      {
        id: 'mean',
        tex: '\\theta_{\\text{new}}=\\theta_{\\text{old}}-\\frac{\\eta}{m}\\sum_i\\nabla J_i(\\theta_t)',
        places: ['gradient-descent#three', 'exercise:mini-batch-epoch'],
      },
    ],
  },
  {
    id: 'steps',
    rows: [
      { id: 'prepare', places: ['preparing-data#look', 'preparing-data#scale', 'preparing-data#exam'] },
      { id: 'define', places: ['modules-and-init#box', 'exercise:linear-layer'] },
      {
        id: 'loss',
        places: ['logistic-regression#surprise', 'softmax-and-cross-entropy#price', 'exercise:what-to-build'],
      },
      { id: 'optimizer', places: ['optimizers#pick', 'optimizers#race'] },
      { id: 'train', places: ['train-and-validate#five', 'train-and-validate#held'] },
      { id: 'deploy', places: ['save-load-deploy#four', 'save-load-deploy#page'] },
    ],
  },
  {
    id: 'program',
    rows: [{ id: 'printed', places: ['cnn-reads-digits#shapes', 'exercise:count-the-features', 'run:shapes-cnn'] }],
  },
  {
    id: 'frameworks',
    rows: [
      { id: 'five', places: ['other-frameworks#five', 'other-frameworks#small'] },
      { id: 'library', places: ['other-frameworks#calls'] },
      { id: 'which', places: ['other-frameworks#which'] },
    ],
  },
  {
    id: 'uses',
    rows: [
      { id: 'applications', places: ['where-it-is-used#four', 'where-it-is-used#named'] },
      { id: 'data', places: ['preparing-data#famous'] },
    ],
  },
  {
    id: 'trouble',
    rows: [
      { id: 'overfitting', places: ['overfitting#heart', 'overfitting#stop', 'overfitting#data', 'overfitting#pull'] },
      { id: 'inside', places: ['looking-inside#grad', 'looking-inside#sanity'] },
      { id: 'private', places: ['fair-and-private#one', 'fair-and-private#cost'] },
      { id: 'fair', places: ['fair-and-private#groups', 'fair-and-private#weigh'] },
    ],
  },
  {
    id: 'next',
    rows: [
      {
        id: 'faster',
        places: ['fast-matrix-products#ladder', 'matrix-products-on-the-gpu#tile', 'many-machines#ring'],
      },
      { id: 'better', places: ['attention-and-transformer#look'] },
      { id: 'tuning', places: ['starter:rate-finder', 'starter:seeded-search'] },
    ],
  },
];
