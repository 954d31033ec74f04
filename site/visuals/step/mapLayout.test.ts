import { beforeAll, describe, expect, it } from 'vitest';
import { boxAt, mapLayout, neighbour } from './mapLayout.ts';
import { type MapStage, mapStages } from './mapStages.ts';
import { recordedStep } from './recordedStep.ts';

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
