"""PyTorch beside `npm run bench -- --vs torch`: the same training steps on the CPU, one thread. Speaks serve.mjs's protocol: a line of JSON
for each workload asked for. Needs a python3 that can import torch (Debian: python3-torch)."""
import json
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

WARM_UP, LEAST_RUNS = 3, 5
torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 1)


class SeedCNN(nn.Module):
    def __init__(s):
        super().__init__()
        s.c1, s.c2 = nn.Conv2d(3, 32, 3, padding=1), nn.Conv2d(32, 64, 3, padding=1)
        s.f1, s.f2 = nn.Linear(64 * 8 * 8, 128), nn.Linear(128, 10)
    def forward(s, x):
        x = F.max_pool2d(F.relu(s.c1(x)), 2)
        x = F.max_pool2d(F.relu(s.c2(x)), 2)
        return s.f2(F.relu(s.f1(x.flatten(1))))

class MnistCNN(nn.Module):
    def __init__(s):
        super().__init__()
        s.c1, s.c2 = nn.Conv2d(1, 8, 3, padding=1), nn.Conv2d(8, 16, 3, padding=1)
        s.f = nn.Linear(16 * 7 * 7, 10)
    def forward(s, x):
        x = F.max_pool2d(F.relu(s.c1(x)), 2)
        x = F.max_pool2d(F.relu(s.c2(x)), 2)
        return s.f(x.flatten(1))

class CharRNN(nn.Module):
    def __init__(s, cell):
        super().__init__()
        s.e, s.r, s.o = nn.Embedding(28, 32), cell(32, 64, batch_first=True), nn.Linear(64, 28)
    def forward(s, x):
        return s.o(s.r(s.e(x))[0])

class Block(nn.Module):
    def __init__(s, d, heads):
        super().__init__()
        s.l1, s.qkv, s.proj, s.l2, s.h = nn.LayerNorm(d), nn.Linear(d, 3 * d), nn.Linear(d, d), nn.LayerNorm(d), heads
        s.mlp = nn.Sequential(nn.Linear(d, 4 * d), nn.GELU(), nn.Linear(4 * d, d))
    def forward(s, x):
        B, T, D = x.shape
        q, k, v = s.qkv(s.l1(x)).view(B, T, 3, s.h, D // s.h).permute(2, 0, 3, 1, 4)
        a = (q @ k.transpose(-1, -2)) * (D // s.h) ** -0.5
        a = a.masked_fill(torch.triu(torch.ones(T, T, dtype=torch.bool), 1), -1e9).softmax(-1)
        x = x + s.proj((a @ v).transpose(1, 2).reshape(B, T, D))
        return x + s.mlp(s.l2(x))

class GPT(nn.Module):
    def __init__(s, V=65, d=64, T=64, L=2):
        super().__init__()
        s.e, s.p = nn.Embedding(V, d), nn.Parameter(torch.randn(T, d) * 0.02)
        s.b, s.l, s.o = nn.Sequential(*[Block(d, 4) for _ in range(L)]), nn.LayerNorm(d), nn.Linear(d, V)
    def forward(s, x):
        return s.o(s.l(s.b(s.e(x) + s.p)))

def classify(model, opt, x, y):
    def step():
        opt.zero_grad()
        out = model(x)
        loss = F.cross_entropy(out.reshape(-1, out.shape[-1]), y.reshape(-1))
        loss.backward(); opt.step()
        return loss.item()
    return step

def workloads():
    m = SeedCNN(); yield 'seed-cnn', classify(m, torch.optim.SGD(m.parameters(), 1e-3, momentum=0.9), torch.randn(64, 3, 32, 32), torch.randint(0, 10, (64,)))
    m = MnistCNN(); yield 'mnist-cnn', classify(m, torch.optim.Adam(m.parameters(), 1e-3), torch.randn(32, 1, 28, 28), torch.randint(0, 10, (32,)))
    for name, cell in (('rnn', nn.RNN), ('lstm', nn.LSTM)):
        m = CharRNN(cell); yield name, classify(m, torch.optim.Adam(m.parameters(), 1e-3), torch.randint(0, 28, (32, 16)), torch.randint(0, 28, (32, 16)))
    m = GPT(); yield 'gpt', classify(m, torch.optim.AdamW(m.parameters(), 1e-3), torch.randint(0, 65, (16, 64)), torch.randint(0, 65, (16, 64)))
    lk = lambda: nn.LeakyReLU(0.2)
    G = nn.Sequential(nn.Linear(2, 64), lk(), nn.Linear(64, 64), lk(), nn.Linear(64, 2))
    D = nn.Sequential(nn.Linear(2, 64), lk(), nn.Linear(64, 64), lk(), nn.Linear(64, 1))
    og, od, one, zero, bce = torch.optim.Adam(G.parameters(), 1e-3), torch.optim.Adam(D.parameters(), 1e-3), torch.ones(128, 1), torch.zeros(128, 1), F.binary_cross_entropy_with_logits
    def gan():
        fake = G(torch.randn(128, 2))
        od.zero_grad(); (bce(D(torch.randn(128, 2)), one) + bce(D(fake.detach()), zero)).backward(); od.step()
        og.zero_grad(); loss = bce(D(fake), one); loss.backward(); og.step()
        return loss.item()
    yield 'gan', gan
    m = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1)); o = torch.optim.SGD(m.parameters(), 1e-2)
    x, y = torch.randn(64, 2), torch.rand(64, 1).round()
    def mlp():
        o.zero_grad(); loss = bce(m(x), y); loss.backward(); o.step()
        return loss.item()
    yield 'mlp', mlp


def matmul(n):
    a, b = torch.randn(n, n), torch.randn(n, n)
    return lambda: a @ b


def timed(name, seconds):
    run, seen = known[name], losses.setdefault(name, [])
    for _ in range(WARM_UP):
        seen.append(run())
    times, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < LEAST_RUNS:
        started = time.perf_counter()
        loss = run()
        times.append(time.perf_counter() - started)
        seen.append(loss)
    times.sort()
    told = [seen[0], seen[-1]] if isinstance(seen[0], float) else []
    return {"medianMs": times[len(times) // 2] * 1e3, "runs": len(times), "losses": told}


def say(line):
    print(json.dumps(line), flush=True)


losses = {}
known = {"matmul-512": matmul(512), "matmul-1024": matmul(1024), **dict(workloads())}
say({"about": f"PyTorch {torch.__version__}, CPU, {torch.get_num_threads()} thread"})
for line in sys.stdin:
    request = json.loads(line)
    name = request["name"]
    if name in known:
        say({"name": name, **timed(name, request["seconds"])})
    else:
        say({"name": name, "cannot": "not written for this library"})
