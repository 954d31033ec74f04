"""The five steps of five-mlp in Keras 3. Not run here: no Keras for Python could be had; keras.mjs was run instead."""

import json
from pathlib import Path

import keras
import numpy as np

given = json.loads((Path(__file__).parent / "five.json").read_text())
weights = {name: np.array(values, "float32") for name, values in given["weights"].items()}

#: data
x = np.array(given["points"], "float32")
y = np.array(given["labels"])
#: weights
model = keras.Sequential([keras.Input([2]), keras.layers.Dense(4, "tanh"), keras.layers.Dense(3)])
model.set_weights([w.T for w in weights.values()])  # each kernel [in, out]
#: loss
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(keras.optimizers.SGD(0.5), loss)
#.
for _ in range(given["steps"]):
    #: forward
    logits = model.predict(x)
    #: update
    fit = model.fit(x, y, batch_size=6, shuffle=False)
    #: read
    number = fit.history["loss"][0]
    #.
    print(number)
