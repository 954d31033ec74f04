"""The five steps of five-mlp in TensorFlow 2. Not run here: no TensorFlow for Python could be had; tensorflow.mjs was run instead."""

import json
from pathlib import Path

import numpy as np
import tensorflow as tf

given = json.loads((Path(__file__).parent / "five.json").read_text())
weights = {name: np.array(values, "float32") for name, values in given["weights"].items()}

#: data
x = tf.constant(given["points"])
y = tf.constant(given["labels"])
#: weights
w1 = tf.Variable(weights["hidden.weight"].T)  # [2, 4]
b1 = tf.Variable(weights["hidden.bias"])
w2 = tf.Variable(weights["output.weight"].T)  # [4, 3]
b2 = tf.Variable(weights["output.bias"])
optimizer = tf.keras.optimizers.SGD(0.5)
#.
for _ in range(given["steps"]):
    #: forward
    with tf.GradientTape() as tape:
        logits = tf.tanh(x @ w1 + b1) @ w2 + b2
    #: loss
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits)
        loss = tf.reduce_mean(losses)
    #: backward
    grads = tape.gradient(loss, [w1, b1, w2, b2])
    #: update
    optimizer.apply_gradients(zip(grads, [w1, b1, w2, b2]))
    #: read
    number = loss.numpy()
    #.
    print(number)
