"""The five steps of five-mlp in PyTorch: prints the losses that further.test.ts compares with. python3 framework/tests/golden/five_mlp.py"""

import torch

points = torch.tensor([[-1.5, 0.5], [-0.75, 1.25], [0.25, -1.5], [1, -0.5], [1.5, 1], [0.5, 1.75]])
labels = torch.tensor([0, 0, 1, 1, 2, 2])
model = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Tanh(), torch.nn.Linear(4, 3))
with torch.no_grad():
    model[0].weight.copy_(torch.tensor([[0.5, -0.25], [-0.375, 0.625], [0.125, 0.75], [-0.625, -0.5]]))
    model[0].bias.copy_(torch.tensor([0.125, -0.25, 0, 0.375]))
    model[2].weight.copy_(
        torch.tensor([[0.25, -0.5, 0.375, 0.125], [-0.125, 0.5, -0.625, 0.25], [0.75, 0.125, -0.25, -0.375]])
    )
    model[2].bias.copy_(torch.tensor([0, 0.125, -0.125]))
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
losses = []
for _ in range(6):
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(points), labels)
    losses.append(loss.item())
    loss.backward()
    optimizer.step()
print(torch.__version__, losses)
