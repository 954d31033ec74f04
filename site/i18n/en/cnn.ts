/** Words of the figures around the convolutions: pools, normalization, sizes. `{name}` marks a place that the figure fills. */
export const cnn = {
  poolLens: {
    title: 'Who wins each window',
    label: 'A map, cut into windows. Arrow keys move the window.',
    map: 'map',
    channel: 'map {channel}',
    values: 'before the pool, and what it keeps',
    gradients: 'gradient, and what arrives',
    winner:
      'Row {row}, column {column} wins with {output}. The gradient {gradient} goes to it: {heard} of {cells} cells hears about the error.',
    tie: '{largest} of {cells} cells are the largest, {output}. A tie: the first in reading order, row {row}, column {column}, gets the gradient {gradient}.',
    average:
      'The mean is {output}. The gradient {gradient} is dealt out in equal shares: {heard} of {cells} cells hear of it.',
    none: 'This network has no pool: its convolutions take every second place.',
    won: 'wins',
    tableCaption: 'The cells of window {i}, {j} of map {channel}',
    columns: ['row, column', 'value', 'gradient', 'winner'],
    sentence: 'Step {step}, image {item} of its batch: {windows} windows, ties in {share} of them (hatched).',
  },
  statisticsStrip: {
    title: 'What the batch measures, and what is remembered',
    batch: 'batch: mean ± spread',
    remembered: 'remembered',
    trained: 'right in the batch',
    heldOut: 'right in the test',
    covered: 'right in the test: your guess first',
    step: 'step',
    none: 'This track has no batch norm. Open one that has.',
    sentence:
      'Step {step}, channel 0 of norm1: the batch has mean {mean} and spread {spread}; remembered are {rememberedMean} and {rememberedSpread}. Right: {trained} of the batch, {heldOut} of a hundred test digits.',
    tableCaption: 'Channel 0 of the first batch norm, before the step',
    columns: [
      'step',
      'mean of the batch',
      'its spread',
      'remembered mean',
      'remembered spread',
      'right in the batch',
      'right in the test',
    ],
  },
  coupled: {
    title: 'One picture is blanked: whose gradient changes?',
    covered: 'change of each gradient: your guess first',
    coveredSentence:
      'Step {step}: the first picture of the batch is blanked. Whether the gradients of the {others} others change is covered until your guess. Each picture is drawn with its largest grey as full ink.',
    scale: 'change of the gradient, up to {largest}',
    first: 'blanked',
    others: 'the other pictures of the batch',
    sentence:
      'Step {step}: the first picture is blanked, and the gradient of {heard} of the {others} others changes, by up to {largest}.',
    nobody: 'Step {step}: the first picture is blanked, and the gradient of none of the {others} others changes.',
    tableCaption: 'By how much each picture’s gradient changes when the first is blanked',
    columns: ['picture', 'change'],
  },
  featureProgram: {
    title: 'A first CNN, as it was published',
    program: 'the program',
    imported: 'F is imported',
    yes: 'yes',
    no: 'no',
    padding: 'padding',
    features: 'fc1 expects',
    here: '← here',
    runs: 'It runs to its end: logits {shape}.',
    caption:
      'Behind each line stands the shape that it made. The framework ran every setting while this page was built.',
  },
};
