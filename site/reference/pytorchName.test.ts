import { describe, expect, it } from 'vitest';
import { exceptions, isTorchName, pytorchName, snakeCase, torchAliases } from './pytorchName.ts';

describe('snakeCase', () => {
  it('spells functions as PyTorch does and leaves classes alone', () => {
    expect(snakeCase('adaptiveAvgPool2d')).toBe('adaptive_avg_pool2d');
    expect(snakeCase('log1p')).toBe('log1p');
    expect(snakeCase('xavierUniform_')).toBe('xavier_uniform_');
    expect(snakeCase('BatchNorm2d')).toBe('BatchNorm2d');
  });
});

describe('pytorchName', () => {
  it('finds functions, layers, optimizers and schedules by their spelling', () => {
    expect(pytorchName('ops', 'logSoftmax', 'reduction')).toBe('torch.log_softmax');
    expect(pytorchName('ops', 'crossEntropy', 'loss')).toBe('torch.nn.functional.cross_entropy');
    expect(pytorchName('nn', 'Linear', null)).toBe('torch.nn.Linear');
    expect(pytorchName('optim', 'Adam', null)).toBe('torch.optim.Adam');
    expect(pytorchName('optim', 'StepLR', null)).toBe('torch.optim.lr_scheduler.StepLR');
    expect(pytorchName('autograd', 'gradcheck', null)).toBe('torch.autograd.gradcheck');
  });

  it('knows what is called otherwise', () => {
    expect(pytorchName('ops', 'concat', 'shape')).toBe('torch.cat');
    expect(pytorchName('ops', 'mse', 'loss')).toBe('torch.nn.functional.mse_loss');
    expect(pytorchName('ops', 'rmsNorm', 'norm')).toBe('torch.nn.functional.rms_norm');
  });

  it('claims nothing that PyTorch does not have', () => {
    expect(pytorchName('optim', 'Lion', null)).toBeNull();
    expect(pytorchName('ops', 'unslice', 'shape')).toBeNull();
    expect(pytorchName('trace', 'emit', null)).toBeNull();
  });

  it('has no exception that leads to a name PyTorch lacks', () => {
    const named = Object.values(exceptions).filter((path) => path !== null);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !isTorchName(path))).toEqual([]);
  });
});

describe('torchAliases', () => {
  it('adds the short forms that PyTorch code uses', () => {
    expect(torchAliases('torch.nn.functional.cross_entropy')).toContain('F.cross_entropy');
    expect(torchAliases('torch.nn.Linear')).toContain('nn.Linear');
    expect(torchAliases('torch.optim.Adam')).toContain('optim.Adam');
    expect(torchAliases('torch.cat')).toEqual(['torch.cat', 'cat']);
  });
});
