"""The five steps of five-mlp in MXNet 1.9 (Gluon). Not run here: MXNet is in Apache's attic, and no build of it could be had."""

import json
from pathlib import Path

from mxnet import autograd, gluon, nd

given = json.loads((Path(__file__).parent / "five.json").read_text())
weights = list(given["weights"].values())

#: data
x = nd.array(given["points"])
y = nd.array(given["labels"])
#: weights
model = gluon.nn.Sequential()
model.add(gluon.nn.Dense(4, "tanh", in_units=2), gluon.nn.Dense(3, in_units=4))
model.initialize()
for p, values in zip(model.collect_params().values(), weights):
    p.set_data(nd.array(values))  # [out, in]
trainer = gluon.Trainer(model.collect_params(), "sgd", {"learning_rate": 0.5})
#.
for _ in range(given["steps"]):
    #: forward
    with autograd.record():
        logits = model(x)
    #: loss
        loss = gluon.loss.SoftmaxCrossEntropyLoss()(logits, y)  # one an example
    #: backward
    loss.backward()  # of their sum
    #: update
    trainer.step(6)  # divides by 6
    #: read
    number = loss.mean().asscalar()
    #.
    print(number)
