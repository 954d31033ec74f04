import { beforeAll, describe, expect, it } from 'vitest';
import { boxAt, mapLayout, neighbour } from './mapLayout.ts';
import { type MapStage, mapStages } from './mapStages.ts';
import { recordedStep, stepOf } from './recordedStep.ts';

let stages: MapStage[];
beforeAll(async () => {
  stages = mapStages(await recordedStep());
}, 60_000);

describe('the feature-map picture', () => {
  it('shows filters, maps, what ReLU and pooling leave of them, and the logits', () => {
    expect(stages.map(({ op, role }) => `${op} ${role}`)).toEqual([
      'conv1 filters',
      'conv1 maps',
      'relu1 maps',
      'pool1 maps',
      'conv2 filters',
      'conv2 maps',
      'relu2 maps',
      'pool2 maps',
      'linear logits',
    ]);
  });

  it.each([342, 480, 780, 1040])('fits a width of %i px, no plane on top of another', (width) => {
    const { boxes, height } = mapLayout(stages, width);
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      for (const other of boxes) {
        if (other === box) continue;
        const apart =
          other.x >= box.x + box.width ||
          box.x >= other.x + other.width ||
          other.y >= box.y + box.height ||
          box.y >= other.y + other.height;
        expect(apart, `${box.stage}/${box.channel} and ${other.stage}/${other.channel} at ${width}`).toBe(true);
      }
    }
  });

  it('finds each plane under its own middle', () => {
    const layout = mapLayout(stages, 780);
    for (const box of layout.boxes) expect(boxAt(layout, box.x + box.width / 2, box.y + box.height / 2)).toBe(box);
  });

  it('arrow keys reach every plane and stop at the edges', () => {
    const layout = mapLayout(stages, 390);
    const start = layout.boxes[0]!;
    const seen = new Set([start]);
    for (const box of seen)
      for (const [across, down] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const)
        seen.add(neighbour(layout, box, across, down));
    expect(seen.size).toBe(layout.boxes.length);
    expect(neighbour(layout, start, -1, 0)).toBe(start);
    expect(neighbour(layout, start, 0, -1)).toBe(start);
  });
});

describe('other networks', () => {
  const rows = (all: readonly MapStage[]): string[] =>
    all.map(({ op, role, shape }) => `${op} ${role} ${shape.join('×')}`);

  it('a motif in strips: a filter is one plane, a map one row, two to a line', async () => {
    const motif = mapStages(await stepOf('motif-cnn', 0));
    expect(rows(motif)).toEqual([
      'conv filters 8×1×4×9',
      'conv maps 8×1×32',
      'relu maps 8×1×32',
      'pool maps 8×1×1',
      'linear logits 2',
    ]);
    for (const width of [342, 780]) {
      const { boxes } = mapLayout(motif, width);
      const strips = boxes.filter(({ stage }) => stage === 1);
      expect(new Set(strips.map(({ x }) => x)).size).toBe(width > 560 ? 2 : 1);
      for (const { x, width: w } of boxes) expect(x + w).toBeLessThanOrEqual(width);
    }
  });

  it('a network that copies: down and up again, without the ops that only measure', async () => {
    expect(rows(mapStages(await stepOf('digits-autoencoder', 0))).slice(-4)).toEqual([
      'deconv1 maps 8×14×14',
      'relu4 maps 8×14×14',
      'deconv2 filters 8×1×4×4',
      'deconv2 maps 1×28×28',
    ]);
  });

  it('two players: what the generator makes, and what the discriminator sees of it', async () => {
    const gan = rows(mapStages(await stepOf('digits-gan', 0)));
    expect(gan[0]).toBe('generator.norm1 maps 32×7×7');
    expect(gan).toContain('generator.sigmoid maps 1×28×28');
    expect(gan).toContain('generator.discriminator.conv1 filters 16×1×4×4');
    expect(gan.at(-1)).toBe('generator.discriminator.linear logits 1');
  });
});
