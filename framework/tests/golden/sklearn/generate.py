"""Truth from outside: what scikit-learn and NumPy compute and write, as JSON, for golden.sklearn.test.ts.

Usage: /usr/bin/python3 framework/tests/golden/sklearn/generate.py   (Debian's python3-sklearn, 1.2.1; the tests need no Python)

Deterministic: running it again changes nothing.
"""

import base64
import io
import json
import math
import pathlib
import sys
import tarfile
import warnings

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.impute import SimpleImputer
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split
from sklearn.preprocessing import (
    LabelEncoder,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    RobustScaler,
    StandardScaler,
)

sys.dont_write_bytecode = True
warnings.filterwarnings('ignore')  # undefined shares count as 0: that is one of the cases
rng = np.random.RandomState(7)


def plain(value):
    """NumPy → what JSON can say; NaN and infinities become words."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return str(value) if math.isnan(value) else ('Infinity' if math.isinf(value) else value)
    return value


def matrices():
    """Train and test, one column for each thing that can go wrong."""
    n = 12
    train = np.column_stack([
        rng.normal(3, 2, n),
        np.full(n, 0.1),  # constant, and 0.1 is not exact in binary
        np.zeros(n),
        1e8 + rng.normal(0, 1e-3, n),  # a small spread far from 0
        np.where(np.arange(n) == 4, 1000.0, rng.normal(0, 1, n)),  # one outlier
        np.where(np.arange(n) % 4 == 1, np.nan, rng.uniform(-1, 1, n)),
        rng.randint(0, 3, n).astype(float),
    ])
    test = np.column_stack([rng.normal(0, 5, 4) for _ in range(train.shape[1])])
    test[1, 2] = np.nan
    return train, test


def scalers():
    train, test = matrices()
    cases = []
    for name, scaler, options in [
        ('StandardScaler', StandardScaler(), None),
        ('MinMaxScaler', MinMaxScaler(), None),
        ('MinMaxScaler', MinMaxScaler(feature_range=(-1, 3)), [-1, 3]),
        ('RobustScaler', RobustScaler(), None),
    ]:
        for rows, title in [(train, 'many rows'), (train[:1], 'one row'), (train[:2], 'two rows')]:
            rows = np.where(np.isnan(rows), 0.5, rows) if len(rows) < 3 else rows
            scaler.fit(rows)
            cases.append({
                'scaler': name,
                'range': options,
                'title': title,
                'train': rows,
                'test': test,
                'scaledTrain': scaler.transform(rows),
                'scaledTest': scaler.transform(test),
            })
    return cases


def imputers():
    train, _ = matrices()
    train[2, 0] = np.nan
    train[[3, 5], 6] = np.nan
    return [
        {'strategy': ours, 'train': train, 'filled': SimpleImputer(strategy=theirs).fit_transform(train)}
        for ours, theirs in [('mean', 'mean'), ('median', 'median'), ('mostFrequent', 'most_frequent')]
    ]


def encoders():
    rows = [['red', 'S'], ['blue', 'L'], ['Ärmel', 'M'], ['red', 'M'], ['z', 'S'], ['Z', 'S'], ['𝄞', 'L'], ['ﬀ', 'L']]
    new = [['green', 'L'], ['blue', 'XL']]
    one_hot = OneHotEncoder(sparse_output=False, handle_unknown='ignore').fit(rows)
    first = OneHotEncoder(sparse_output=False, drop='first').fit(rows)
    ordinal = OrdinalEncoder(handle_unknown='use_encoded_value', unknown_value=-1).fit(rows)
    labels = LabelEncoder().fit([r[0] for r in rows])
    numbers = LabelEncoder().fit([10, 9, 2, 10])
    return {
        'rows': rows,
        'new': new,
        'oneHot': one_hot.transform(rows),
        'oneHotNew': one_hot.transform(new),
        'dropFirst': first.transform(rows),
        'ordinal': ordinal.transform(rows),
        'ordinalNew': ordinal.transform(new),
        'classes': labels.classes_,
        'labels': labels.transform([r[0] for r in rows]),
        'numberClasses': numbers.classes_,
    }


def folds():
    labels = ['b'] * 5 + ['a'] * 7 + ['c'] * 3 + ['b'] * 2 + ['a']
    mixed = [str(v) for v in rng.randint(0, 3, 20)]
    return {
        'kFold': [
            {'n': n, 'k': k, 'validation': [v for _, v in KFold(k).split(np.zeros(n))]}
            for n, k in [(10, 3), (11, 4), (5, 5)]
        ],
        'stratifiedKFold': [
            {'labels': y, 'k': 3, 'validation': [v for _, v in StratifiedKFold(3).split(np.zeros(len(y)), y)]}
            for y in [labels, mixed]
        ],
    }


def stratified():
    labels = np.repeat([0, 1, 2], [60, 25, 15])
    train, test = train_test_split(labels, test_size=0.2, stratify=labels, random_state=0)
    return {'labels': labels, 'train': np.bincount(train), 'test': np.bincount(test)}


AVERAGES = ['macro', 'micro', 'weighted']


def classification(title, actual, predicted, averages):
    pair = [('precision', metrics.precision_score), ('recall', metrics.recall_score), ('f1Score', metrics.f1_score)]
    return {
        'title': title,
        'targets': actual,
        'predicted': predicted,
        'confusion': metrics.confusion_matrix(actual, predicted, labels=range(max(*actual, *predicted) + 1)),
        'scores': {n: {a: f(actual, predicted, average=a, zero_division=0) for a in averages} for n, f in pair},
    }


def classifications():
    four = rng.randint(0, 4, 40)
    near = np.where(rng.uniform(size=40) < 0.6, four, rng.randint(0, 4, 40))
    return [
        classification('two classes', [0, 1, 1, 0, 1, 0, 0, 1, 1], [0, 1, 0, 0, 1, 1, 0, 1, 1], ['binary', *AVERAGES]),
        classification('no positive called', [0, 1, 1, 0], [0, 0, 0, 0], ['binary', *AVERAGES]),
        classification('no positive at all', [0, 0, 0], [0, 1, 0], ['binary', *AVERAGES]),
        classification('four classes', four.tolist(), near.tolist(), AVERAGES),
        classification('a class that never occurs', [0, 3, 3, 0, 2], [0, 3, 0, 2, 2], AVERAGES),
        classification('a class that is only called', [0, 0, 2, 2], [0, 1, 2, 1], AVERAGES),
    ]


def scores():
    logits = rng.normal(size=(30, 5))
    targets = rng.randint(0, 5, 30)
    shifted = np.exp(logits - logits.max(1, keepdims=True))
    binary = rng.randint(0, 2, 40)
    rounded = np.round(rng.normal(size=40) + binary, 1)  # rounding makes ties
    fpr, tpr, thresholds = metrics.roc_curve(binary, rounded, drop_intermediate=False)
    return {
        'logits': logits,
        'targets': targets,
        'topK': [metrics.top_k_accuracy_score(targets, logits, k=k, labels=range(5)) for k in [1, 2, 3, 5]],
        'ks': [1, 2, 3, 5],
        'perplexity': math.exp(metrics.log_loss(targets, shifted / shifted.sum(1, keepdims=True), labels=range(5))),
        'binary': binary,
        'binaryScores': rounded,
        'rocAuc': metrics.roc_auc_score(binary, rounded),
        'roc': {'falsePositiveRate': fpr[1:], 'truePositiveRate': tpr[1:], 'thresholds': thresholds[1:]},
    }


def regression():
    line = rng.normal(size=25)
    wide = rng.normal(size=(25, 3))
    cases = [
        ('one column', line, line + rng.normal(0, 0.3, 25)),
        ('three columns', wide, wide + rng.normal(0, [0.1, 1, 3], (25, 3))),
        ('worse than the mean', line, -line),
        ('constant targets, met', np.ones(4), np.ones(4)),
        ('constant targets, missed', np.ones(4), np.array([1, 2, 1, 1.0])),
    ]
    return [
        {
            'title': title,
            'targets': actual,
            'predicted': predicted,
            'meanAbsoluteError': metrics.mean_absolute_error(actual, predicted),
            'rootMeanSquaredError': metrics.mean_squared_error(actual, predicted, squared=False),
            'r2Score': metrics.r2_score(actual, predicted),
        }
        for title, actual, predicted in cases
    ]


def base64_of(write):
    buffer = io.BytesIO()
    write(buffer)
    return base64.b64encode(buffer.getvalue()).decode()


def files():
    """Files of other programs, for our readers."""
    arrays = [
        np.array([1.5, -2, np.inf], '<f4'),
        np.array([[1, 2, 3], [4, 5, 6]], '>f8'),
        np.asfortranarray(np.arange(6).reshape(2, 3)),
        np.array([0.5, -65504], '<f2'),
        np.array([True, False]),
        np.array(7, '<u2'),
        np.zeros((0, 4), '<i4'),
    ]
    members = {'images': np.linspace(0, 1, 60, dtype='f4').reshape(3, 4, 5), 'labels': np.array([2, 0, 1])}
    return {
        'npy': [{'base64': base64_of(lambda f, a=a: np.save(f, a)), 'values': a} for a in arrays],
        'objects': base64_of(lambda f: np.save(f, np.array([{}], dtype=object), allow_pickle=True)),
        'npz': base64_of(lambda f: np.savez(f, **members)),
        'npzCompressed': base64_of(lambda f: np.savez_compressed(f, **members)),
        'members': members,
        'tar': [
            {'format': name, 'base64': base64_of(lambda f, k=k: write_tar(f, k))}
            for name, k in [('ustar', tarfile.USTAR_FORMAT), ('gnu', tarfile.GNU_FORMAT), ('pax', tarfile.PAX_FORMAT)]
        ],
        'tarPaths': TAR_PATHS,
    }


TAR_PATHS = ['set/a.txt', f"{'deep/' * 25}b.txt", 'set/c.txt']


def write_tar(file, kind):
    with tarfile.open(fileobj=file, mode='w:gz', format=kind) as archive:
        folder = tarfile.TarInfo('set')
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for path in TAR_PATHS:
            info = tarfile.TarInfo(path)
            info.size = len(path)
            archive.addfile(info, io.BytesIO(path.encode()))


class FixedTime:
    """gzip writes the time into its header: keep it still, so that the file does not change."""

    def __enter__(self):
        import time
        self.module, self.time = time, time.time
        time.time = lambda: 0.0
        return self

    def __exit__(self, *_):
        self.module.time = self.time


with FixedTime():
    families = {
        'scalers': scalers(),
        'imputers': imputers(),
        'encoders': encoders(),
        'folds': folds(),
        'stratified': stratified(),
        'classification': classifications(),
        'scores': scores(),
        'regression': regression(),
        'files': files(),
    }
target = pathlib.Path(__file__).parent.parent / 'sklearn.json'
header = {'madeBy': '/usr/bin/python3 framework/tests/golden/sklearn/generate.py', 'sklearn': sklearn.__version__}
rows = {**header, 'numpy': np.__version__, **families}
text = ',\n'.join(
    f'{json.dumps(k)}:{json.dumps(plain(v), separators=(",", ":"), ensure_ascii=False, allow_nan=False)}'
    for k, v in rows.items()
)
target.write_text(f'{{\n{text}\n}}\n', encoding='utf-8')
print(f'{target.name}: {target.stat().st_size / 1024:.0f} KiB')
