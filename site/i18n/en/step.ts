/** Words about one number of a step: to work it out, to measure it, and where it stands in formula, cells and code. */
export const step = {
  check: {
    label: 'Work this number out, or measure it',
    cover: 'Cover the gradients: I work one out',
    ask: '{name} in cell {place}',
    field: 'Your number',
    check: 'Check',
    show: 'Show me',
    right: 'Right: {value}.',
    other: 'You said {guess}. Here it is {value}.',
    shown: 'It is {value}.',
    again: 'Cover it again',
    covered: 'covered until you have said a number, or asked to be shown',
    measure: 'Measure this slope',
    measuring: 'Making the step again, with this number moved a little …',
    measured:
      'Moved by ±{h}, the loss is {higher} and {lower}: a slope of {slope}. The gradient says {analytic}; relative error {error}.',
    corner:
      'Moved by ±{h}, the loss changes by {up} one way and by {down} the other: it turns a corner here, as at a tie in a pooling window or at the 0 of a ReLU. The gradient, {analytic}, takes one side.',
    refused: 'This cannot be measured: {reason}.',
    overtaken: 'Something newer was asked for: ask again.',
  },
  unfolded: 'in the shape it had before it was laid flat: {shape}',
  link: {
    terms: 'Terms of this operation',
    lines: 'Lines that stand for a term. Arrow keys move along them.',
    more: '… {count} more …',
    layer: 'in the layer',
    rule: 'The update in step {step}: {rule} moves {parameter}. Beside its lines the numbers of one cell, before → after.',
  },
};
