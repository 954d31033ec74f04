"""Twenty steps of every optimizer on two parameters of very different size, in float64.

The loss is Σ a·(p − t)² over the small parameter plus the same over the large one, so the test can compute its gradients
with our own autograd; both start values, the curvatures a and the targets t stand in the file.
"""

import torch

from case import File, numbers, seed, tensor_json, x

STEPS = 20
SETTINGS = {
    'momentum': 'momentum',
    'dampening': 'dampening',
    'weightDecay': 'weight_decay',
    'nesterov': 'nesterov',
    'lr': 'lr',
    'betas': 'betas',
    'eps': 'eps',
    'alpha': 'alpha',
    'centered': 'centered',
    'rho': 'rho',
    'lrDecay': 'lr_decay',
    'initialAccumulatorValue': 'initial_accumulator_value',
    'momentumDecay': 'momentum_decay',
}


def family():
    f = Trajectories('optim')
    sgd(f)
    adam(f)
    others(f)
    return f


class Trajectories(File):
    def case(self, ours, title, theirs, settings, idle=()):
        """idle: steps in which the large parameter has no gradient (it must not move, and its state must not either)."""
        seed('optim', ours, title)
        start = [x(2, 2, low=-1, high=1).make(), (x(3, low=-1, high=1, grad=False).make() * 100).requires_grad_(True)]
        curvature = [x(2, 2, low=0.25, high=2, grad=False).make(), x(3, low=0.25, high=1, grad=False).make() / 64]
        target = [x(2, 2, grad=False).make(), x(3, low=-1, high=1, grad=False).make() * 100]
        parameters = [p.detach().clone().requires_grad_(True) for p in start]
        optimizer = theirs(parameters, **{SETTINGS[name]: value for name, value in settings.items()})
        path = []
        for step in range(STEPS):
            optimizer.zero_grad(set_to_none=True)
            taking_part = [i for i in range(2) if not (i == 1 and step in idle)]
            sum((curvature[i] * (parameters[i] - target[i]).square()).sum() for i in taking_part).backward()
            optimizer.step()
            path.append([numbers(p) for p in parameters])
        entry = {'optimizer': ours, 'case': title, 'settings': settings}
        entry |= {'start': [tensor_json(p) for p in start], 'curvature': [tensor_json(a) for a in curvature]}
        entry |= {'target': [tensor_json(t) for t in target], 'path': path}
        if idle:
            entry['idle'] = list(idle)
        self.cases.append(entry)


def sgd(f):
    rows = {
        'plain': {'lr': 0.1},
        'weight decay': {'lr': 0.1, 'weightDecay': 0.05},
        'momentum': {'lr': 0.05, 'momentum': 0.9},
        'momentum with dampening': {'lr': 0.05, 'momentum': 0.9, 'dampening': 0.3},
        'Nesterov': {'lr': 0.05, 'momentum': 0.9, 'nesterov': True},
        'Nesterov with weight decay': {'lr': 0.05, 'momentum': 0.8, 'nesterov': True, 'weightDecay': 0.05},
        'momentum, dampening and weight decay': {'lr': 0.05, 'momentum': 0.7, 'dampening': 0.1, 'weightDecay': 0.01},
    }
    for title, settings in rows.items():
        f.case('SGD', title, torch.optim.SGD, settings)
    f.case(
        'SGD', 'momentum, a parameter without gradient now and then', torch.optim.SGD, rows['momentum'], idle=(0, 5, 6)
    )


def adam(f):
    rows = {
        'the defaults': {},
        'a large rate': {'lr': 0.5},
        'weight decay': {'lr': 0.1, 'weightDecay': 0.1},
        'other betas and eps': {'lr': 0.1, 'betas': [0.5, 0.9], 'eps': 0.01},
    }
    for title, settings in rows.items():
        f.case('Adam', title, torch.optim.Adam, settings)
    f.case('Adam', 'a parameter without gradient now and then', torch.optim.Adam, {'lr': 0.1}, idle=(0, 5, 6))


def others(f):
    table = {
        'AdamW': (torch.optim.AdamW, {'the defaults': {}, 'a strong decay': {'lr': 0.1, 'weightDecay': 0.5}}),
        'RMSprop': (
            torch.optim.RMSprop,
            {
                'the defaults': {},
                'momentum and weight decay': {'lr': 0.1, 'momentum': 0.5, 'weightDecay': 0.1},
                'centered': {'lr': 0.1, 'alpha': 0.9, 'centered': True},
            },
        ),
        'Adagrad': (
            torch.optim.Adagrad,
            {
                'the defaults': {},
                'a decaying rate': {'lr': 0.5, 'lrDecay': 0.1, 'weightDecay': 0.1},
                'a first sum': {'lr': 0.5, 'initialAccumulatorValue': 2.0},
            },
        ),
        'Adadelta': (
            torch.optim.Adadelta,
            {'the defaults': {}, 'a short memory': {'lr': 0.5, 'rho': 0.5, 'eps': 1e-3, 'weightDecay': 0.1}},
        ),
        'NAdam': (
            NAdam,
            {'the defaults': {}, 'weight decay': {'lr': 0.1, 'weightDecay': 0.1, 'momentumDecay': 0.01}},
        ),
        'Lion': (Lion, {'the defaults': {}, 'weight decay': {'lr': 0.05, 'betas': [0.8, 0.9], 'weightDecay': 0.5}}),
    }
    for name, (theirs, rows) in table.items():
        for title, settings in rows.items():
            f.case(name, title, theirs, settings)


class Lion(torch.optim.Optimizer):
    """torch 1.13 has no Lion: program 1 of Chen et al., "Symbolic discovery of optimization algorithms" (2023)."""

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, {'lr': lr, 'betas': betas, 'weight_decay': weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            slow, fast = group['betas']
            for p in group['params']:
                m = self.state[p].setdefault('m', torch.zeros_like(p))
                update = (slow * m + (1 - slow) * p.grad).sign()
                p -= group['lr'] * (update + group['weight_decay'] * p)
                m.mul_(fast).add_(p.grad, alpha=1 - fast)


class NAdam(torch.optim.Optimizer):
    """torch 1.13 multiplies the momentum in twice (mended in 2.x): algorithm 8 of Dozat (2016) with PyTorch's momentum schedule."""

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, momentum_decay=4e-3):
        settings = {'lr': lr, 'betas': betas, 'eps': eps, 'weight_decay': weight_decay, 'momentum_decay': momentum_decay}
        super().__init__(params, settings)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group['betas']
            for p in group['params']:
                state = self.state[p]
                t = state['t'] = state.get('t', 0) + 1
                mu, mu_next = (beta1 * (1 - 0.5 * 0.96 ** (i * group['momentum_decay'])) for i in (t, t + 1))
                product = state['product'] = state.get('product', 1) * mu
                m = state.setdefault('m', torch.zeros_like(p))
                v = state.setdefault('v', torch.zeros_like(p))
                g = p.grad + group['weight_decay'] * p
                m.mul_(beta1).add_(g, alpha=1 - beta1)
                v.mul_(beta2).addcmul_(g, g, value=1 - beta2)
                ahead = mu_next * m / (1 - product * mu_next) + (1 - mu) * g / (1 - product)
                p -= group['lr'] * ahead / ((v / (1 - beta2**t)).sqrt() + group['eps'])
