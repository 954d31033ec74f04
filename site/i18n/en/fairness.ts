/** Words of the figures about fair and private models. `{name}` marks a place that a figure fills. */
export const fairness = {
  groups: {
    title: 'Two groups, one rule',
    label: 'Applicants of two groups at the chance that the model gives them, and the line from which on one says yes',
    names: ['group A', 'group B'],
    threshold: 'yes from this chance on',
    thresholdOfB: 'and in group B from',
    ownThreshold: 'a line for each group',
    examinedBy: 'examined by',
    labels: { recorded: 'what was written down', fair: 'what would have been, judged alike' },
    ratesCaption: 'Rates of both groups',
    columns: ['group', 'people', 'get a yes', 'of those who repay', 'of those who do not', 'mean chance', 'repay'],
    thresholdColumn: 'from',
    none: 'This step did not record the people who are examined.',
    sentence: 'Step {step}: {count} people, {shown} of them drawn. Full dots repay, rings do not; pale ones get a no.',
    sentenceTurned:
      'Step {step}: {count} people, {shown} of them drawn. Full dots repay, rings do not; pale ones get a no. {turned} were written down wrongly: they have a second ring.',
    calibration: 'Under each row a triangle points at the mean chance, and a bar stands at the share that repays.',
    tableCaption: 'Rates at several thresholds, step {step}, by {labels}',
  },
  person: {
    title: 'Six numbers, with one person and without',
    label: 'The parameters of both tracks as bars',
    names: ['income', 'debt ratio', 'years employed', 'late payments', 'home owner', 'bias'],
    apart: 'The two models lie {distance} apart.',
    oneTrack: 'One track is on the page. Open two by a link above: with the person, and without.',
    unlike: 'The two tracks have different columns: their weights cannot be compared.',
    columns: ['parameter', 'first track', 'second track'],
    tableCaption: 'Parameters before step {step}',
    sentence: 'Before step {step}. Blue: the first track; orange: the second.',
  },
  owners: {
    title: 'A round at five owners',
    label: 'The owners’ losses as bars, each as wide as its share of the people',
    people: 'people of each owner',
    columns: ['owner', 'people', 'loss on its own people'],
    tableCaption: 'Owners in round {round}',
    sentence:
      'Round {round}: each bar is an owner’s loss on its own people, as wide as it has people. The line is their mean by people, {loss}.',
  },
  cost: {
    title: 'What the noise costs',
    axis: 'σ, lengths of C',
    people: '{examples} people',
    guessing: 'a coin',
    caption:
      'The area under the ROC curve on {examined} people, each dot a model trained with other noise (noiseSeed {seeds}; seed {seed}, C = {clip}). Below the line a coin would do better.',
  },
  budget: {
    title: 'What a noise promises',
    columns: ['σ', 'ε'],
    caption:
      'For {steps} steps and δ = {delta}, as if every step drew its people by lot. The loader shuffles them instead, so this run does not promise it.',
  },
  models: {
    title: 'Five models, examined twice',
    caption:
      'Each trained while this site was built, with seed {seed}, on {people} people judged unfairly, and examined on {examined} others; a yes from one half on.',
    columns: [
      'model',
      'right, as written down',
      'right, judged alike',
      'of A get a yes',
      'of B get a yes',
      'of those of A who repay',
      'of those of B who repay',
    ],
    names: {
      group: 'sees the group',
      dropped: 'column dropped',
      'group-reweighed': 'sees it, reweighed',
      'dropped-reweighed': 'dropped, reweighed',
      fair: 'learned from fair labels',
    },
    covered: '?',
  },
};
