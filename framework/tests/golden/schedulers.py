"""Thirty steps of every learning-rate schedule on two parameter groups: the rate of each group before training and after each step."""

import torch
from torch.optim import lr_scheduler as lr

from case import File

STEPS = 30
RATES = (0.1, 0.5)


def family():
    f = Schedules('schedulers')
    simple(f)
    one_cycle(f)
    in_sequence(f)
    plateau(f)
    return f


def two_groups(momentum=0.9):
    parameters = [torch.zeros(1, requires_grad=True, dtype=torch.float64) for _ in RATES]
    groups = [{'params': [p], 'lr': rate} for p, rate in zip(parameters, RATES)]
    return torch.optim.SGD(groups, lr=RATES[0], momentum=momentum)


def settings_of(optimizer):
    return {
        'rates': [group['lr'] for group in optimizer.param_groups],
        'momentum': optimizer.param_groups[0]['momentum'],
    }


class Schedules(File):
    def case(self, ours, title, options, build, metrics=None):
        """options: our constructor's; build(optimizer) makes PyTorch's; metrics: what a plateau is told at each step."""
        optimizer = two_groups()
        scheduler = build(optimizer)
        path = [settings_of(optimizer)]
        for step in range(STEPS):
            optimizer.step()
            scheduler.step(*([] if metrics is None else [metrics[step]]))
            path.append(settings_of(optimizer))
        entry = {'scheduler': ours, 'case': title, 'options': options, 'rates': list(RATES), 'path': path}
        if metrics is not None:
            entry['metrics'] = metrics
        self.cases.append(entry)


def simple(f):
    f.case('StepLR', 'every 7', {'stepSize': 7}, lambda o: lr.StepLR(o, 7))
    f.case('StepLR', 'every 3, by half', {'stepSize': 3, 'gamma': 0.5}, lambda o: lr.StepLR(o, 3, 0.5))
    f.case('MultiStepLR', 'at 4 and 20', {'milestones': [4, 20]}, lambda o: lr.MultiStepLR(o, [4, 20]))
    f.case('MultiStepLR', 'twice at 5', {'milestones': [5, 5, 9], 'gamma': 0.5}, lambda o: lr.MultiStepLR(o, [5, 5, 9], 0.5))
    f.case('ExponentialLR', 'by 0.9', {'gamma': 0.9}, lambda o: lr.ExponentialLR(o, 0.9))
    f.case('CosineAnnealingLR', 'as long as the run', {'tMax': 30}, lambda o: lr.CosineAnnealingLR(o, 30))
    f.case(
        'CosineAnnealingLR', 'down and up again', {'tMax': 12, 'etaMin': 0.01}, lambda o: lr.CosineAnnealingLR(o, 12, 0.01)
    )
    f.case(
        'CosineAnnealingWarmRestarts', 'every 8', {'t0': 8}, lambda o: lr.CosineAnnealingWarmRestarts(o, 8)
    )
    f.case(
        'CosineAnnealingWarmRestarts',
        'twice as long each time',
        {'t0': 4, 'tMult': 2, 'etaMin': 0.02},
        lambda o: lr.CosineAnnealingWarmRestarts(o, 4, 2, 0.02),
    )
    f.case('LinearLR', 'the defaults', {}, lambda o: lr.LinearLR(o))
    f.case(
        'LinearLR',
        'up from a tenth, over the top',
        {'startFactor': 0.1, 'endFactor': 0.5, 'totalIters': 12},
        lambda o: lr.LinearLR(o, 0.1, 0.5, 12),
    )


def one_cycle(f):
    rows = {
        'the defaults': ({}, {}),
        'straight lines': ({'annealStrategy': 'linear', 'pctStart': 0.5}, {'anneal_strategy': 'linear', 'pct_start': 0.5}),
        'three phases': ({'threePhase': True, 'divFactor': 10}, {'three_phase': True, 'div_factor': 10}),
        'momentum left alone': ({'cycleMomentum': False, 'finalDivFactor': 100}, {'cycle_momentum': False, 'final_div_factor': 100}),
        'its own momenta': ({'baseMomentum': 0.5, 'maxMomentum': 0.75}, {'base_momentum': 0.5, 'max_momentum': 0.75}),
    }
    for title, (ours, theirs) in rows.items():
        options = {'maxLr': [1.0, 3.0], 'totalSteps': STEPS + 1, **ours}
        f.case(
            'OneCycleLR',
            title,
            options,
            lambda o: lr.OneCycleLR(o, [1.0, 3.0], total_steps=STEPS + 1, **theirs),
        )


def in_sequence(f):
    f.case(
        'SequentialLR',
        'warm-up, then a cosine',
        {'milestones': [5], 'schedulers': [['LinearLR', {'startFactor': 0.1}], ['CosineAnnealingLR', {'tMax': 25}]]},
        lambda o: lr.SequentialLR(o, [lr.LinearLR(o, 0.1), lr.CosineAnnealingLR(o, 25)], [5]),
    )
    f.case(
        'SequentialLR',
        'three in a row',
        {
            'milestones': [4, 15],
            'schedulers': [['LinearLR', {}], ['ExponentialLR', {'gamma': 0.9}], ['StepLR', {'stepSize': 6}]],
        },
        lambda o: lr.SequentialLR(o, [lr.LinearLR(o), lr.ExponentialLR(o, 0.9), lr.StepLR(o, 6)], [4, 15]),
    )


def plateau(f):
    falling = [round(1 / (1 + 0.4 * min(i, 6)) + 0.001 * (i % 3), 6) for i in range(STEPS)]
    rising = [round(min(i, 9) * 0.1, 6) for i in range(STEPS)]
    rows = {
        'a loss that stops falling': (falling, {'patience': 3}, {'patience': 3}),
        'with a pause after each drop': (
            falling,
            {'patience': 2, 'cooldown': 4, 'factor': 0.5},
            {'patience': 2, 'cooldown': 4, 'factor': 0.5},
        ),
        'an accuracy, with a floor': (
            rising,
            {'mode': 'max', 'patience': 1, 'factor': 0.5, 'minLr': 0.03},
            {'mode': 'max', 'patience': 1, 'factor': 0.5, 'min_lr': 0.03},
        ),
        'a difference that is too small': (
            rising,
            {'mode': 'max', 'patience': 4, 'threshold': 0.15, 'thresholdMode': 'abs'},
            {'mode': 'max', 'patience': 4, 'threshold': 0.15, 'threshold_mode': 'abs'},
        ),
        'drops too small to make': (falling, {'patience': 0, 'eps': 0.02}, {'patience': 0, 'eps': 0.02}),
    }
    for title, (metrics, ours, theirs) in rows.items():
        f.case('ReduceLROnPlateau', title, ours, lambda o: lr.ReduceLROnPlateau(o, **theirs), metrics)
