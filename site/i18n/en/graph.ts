/** Words of the graph of a step. */
export const graph = {
  title: 'The graph of this step',
  label: 'Operations of the step. Arrow keys move along the graph, Enter unfolds, minus folds.',
  batch: 'the batch',
  ops: '{count} ops',
  written: { nothing: 'copies nothing', copy: 'copies {count}', result: 'writes {count}' },
  scalar: 'one number',
  unfold: 'Unfold {path}: {count} operations',
  fold: 'Fold {path} again',
  open: 'unfolded:',
  views: 'layout ops ({count})',
  viewsAbout: 'Operations that only say how numbers are laid out: reshape, transpose, slice.',
  noGradient: 'no gradient passes',
  gradient: 'gradient of length {length}',
  sentence: {
    forward:
      'Step {step}, {count} operations, forwards. On each edge the shape of what goes along, for one example. The figures stand at {path}; choose a node and they follow.',
    backward:
      'Step {step}, {count} operations, backwards. On each edge the length of the gradient that comes back, as much of it as was kept; ten times shorter is a line thinner. The figures stand at {path}; choose a node and they follow.',
    update:
      'Step {step}, {count} operations. Only those with parameters have something to update. The figures stand at {path}; choose a node and they follow.',
  },
  tableCaption: 'The graph of step {step}',
  columns: ['node', 'operations', 'reads from', 'makes', 'parameters', '|∂L/∂out|'],
};
