/** Words of the figures about other frameworks. `{name}` marks a place that a figure fills. */
export const frameworks = {
  names: {
    ours: 'Chalkgrad',
    pytorch: 'PyTorch',
    tensorflow: 'TensorFlow',
    keras: 'Keras',
    mxnet: 'MXNet (Gluon)',
    theano: 'Theano',
  },
  five: {
    title: 'Ours, and five accents',
    rows: {
      data: 'data',
      weights: 'weights',
      forward: 'forward',
      loss: 'loss',
      zero: 'empty the gradients',
      backward: 'backward',
      update: 'update',
      read: 'read a number',
    },
    rowsLabel: 'What the lines do',
    step: 'step',
    columns: 'frameworks',
    python: 'TensorFlow and Keras in Python',
    /** Why there is no line, by framework and row. */
    missing: {
      tensorflow: { zero: 'No line: variableGrads, or a tape, makes new gradients every time.' },
      keras: {
        zero: 'No line: fit does it.',
        backward: 'No line: fit does it, and keeps the gradients to itself.',
      },
      mxnet: { zero: 'No line: by default new gradients are written over the old ones.' },
      theano: { zero: 'No line: a gradient is a formula here, worked out anew at every call.' },
    },
    noLine: 'No line.',
    ran: 'Ran as {what}.',
    live: 'Ran while this page was built.',
    notRun: 'Not run here.',
    number: '{name} at step {step}',
    noNumber: 'No number.',
    keptInside: 'fit does not hand it out.',
    agrees: 'all nine digits as here',
    differs: 'the first {count} digits as here',
    rowHead: 'row',
    tableCaption: 'The numbers of step {step}',
    sentence:
      'Same points, same first weights, five steps. A number has the nine digits that tell float32 numbers apart; the first one that is not ours is marked.',
  },
  calls: {
    title: 'Who calls whom',
    loop: 'Your loop',
    loopCode:
      'for (const [x, y] of loader) {\n  optimizer.zeroGrad();\n  const loss = crossEntropy(model.forward(x), y);\n  loss.backward();\n  optimizer.step();\n}',
    fit: 'Their loop',
    fitCode: 'for await (const report of fit(setup)) {\n  console.log(report);\n}',
    called: 'called',
    yours: 'by your lines',
    theirs: 'by the framework’s',
    times: '{count} times',
    caption:
      'Five steps of one run, made twice while this page was built. A note in front of each method says who called it.',
  },
  defaults: {
    columns: ['default', 'PyTorch', 'Keras'],
    rows: ['ε of Adam', 'ε of batch norm', 'its momentum', 'a loss wants', 'weight of a dense layer'],
    adamEps: [', after the correction', ', before it'],
    normMomentum: [': the share that is new', ': the share that is kept'],
    wants: ['logits', 'probabilities, unless '],
    unless: ['', 'from_logits=True'],
    shapes: ['[out, in]', '[in, out]'],
  },
  which: {
    title: 'What people take, and for what',
    need: 'I need it',
    all: 'for whatever comes',
    needs: {
      paper: 'to repeat a paper, to change a layer',
      service: 'for a service, in a large team',
      phone: 'on a phone',
      browser: 'in a browser',
      old: 'to read old code',
      understand: 'to understand it',
    },
    columns: ['what you need', 'what people take', 'how you get there from here'],
    ways: {
      pytorch: { takes: 'PyTorch, alive', fromHere: 'npm run export, weights as safetensors' },
      keras: {
        takes: 'Keras, alive; since version 3 on top of TensorFlow, PyTorch or JAX',
        fromHere: 'weights, turned as below',
      },
      runtime: {
        takes: 'a runtime for exported models: ONNX Runtime, LiteRT',
        fromHere: 'ONNX, or one page with everything in it',
      },
      history: {
        takes: 'MXNet, in the attic of Apache; Theano, ended in 2017',
        fromHere: 'their two styles live on in the others',
      },
      own: { takes: 'one that you can read, and change', fromHere: 'you are there' },
    },
    caption: 'None of these answers is about mathematics.',
  },
  adams: {
    title: 'One ε, two places',
    label: 'How long a step of Adam is, against the size of the gradient, in two spellings',
    axis: 'size of the gradient',
    styles: { torch: 'PyTorch', keras: 'Keras' },
    key: '{style}, step {t}',
    caption:
      'How far Adam steps, as a share of its rate, after equal gradients of this size. The same ε = {eps} in both, β₁ = 0.9, β₂ = 0.999.',
  },
  sick: {
    title: 'Three patients',
    patient: 'patient',
    loss: 'loss',
    right: 'read right',
    step: 'step {step}',
    panel: 'Patient {name}: its loss begins at {first} and ends at {last}; {right} of the last batch are read right',
    said: 'In the last batch {right} are read right. First update: {first} long.',
    caption:
      'Losses of three runs on one logarithmic scale. The thin line is ln 10, what guessing costs; the dotted one ln(e + 9) − 1.',
  },
  flatten: {
    title: 'One pixel, two rows',
    maps: 'Two maps of two rows and three columns',
    cell: '{h},{w}: channel {c}, row {h}, column {w}',
    first: 'channels first',
    last: 'channels last',
    choose: 'Choose a cell: row, column.',
    said: 'Channel {c}, row {h}, column {w}: number {first} with channels first, number {last} with channels last.',
    columns: ['channel', 'row', 'column', 'channels first', 'channels last'],
    caption: 'Two small maps, a colour for each channel, and the row that a Flatten makes of them in either order.',
  },
};

export type FrameworksWords = typeof frameworks;
