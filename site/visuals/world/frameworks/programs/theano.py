"""The five steps of five-mlp in Theano 1.0. Not run here: Theano ended in 2017, and no build of it could be had."""

import json
from pathlib import Path

import numpy as np
import theano
import theano.tensor as T

given = json.loads((Path(__file__).parent / "five.json").read_text())
weights = {name: np.array(values, "float32") for name, values in given["weights"].items()}

#: data
x = T.fmatrix()  # empty: filled later
y = T.ivector()
#: weights
w1 = theano.shared(weights["hidden.weight"].T)  # [2, 4]
b1 = theano.shared(weights["hidden.bias"])
w2 = theano.shared(weights["output.weight"].T)  # [4, 3]
b2 = theano.shared(weights["output.bias"])
#: forward
p = T.nnet.softmax(T.dot(T.tanh(T.dot(x, w1) + b1), w2) + b2)
#: loss
loss = T.nnet.categorical_crossentropy(p, y).mean()
#: backward
parameters = [w1, b1, w2, b2]
grads = T.grad(loss, parameters)
#: update
updates = [(w, w - 0.5 * g) for w, g in zip(parameters, grads)]
step = theano.function([x, y], loss, updates=updates)
#.
for _ in range(given["steps"]):
    #: read
    number = step(np.array(given["points"], "float32"), np.array(given["labels"], "int32"))
    #.
    print(number)
