/**
 * Each row to mean 0 and variance 1, then scaled and shifted. Source: Ba, Kiros & Hinton, "Layer normalization" (2016). On the way back
 * the gradient of x goes row by row, those of scale and shift column by column.
 */
import { contiguousStrides, type Shape, sizeOf } from '../../tensor/shape.ts';
import type { FusedKernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import type { GpuView } from './layout.ts';
import { WORKGROUP } from './program.ts';
import { reduce } from './reduce.ts';
import { acrossRows, allF32, readTypes, rowWalk, runRows } from './rows.ts';
import { wgsl } from './wgsl.ts';

/** Rows that one thread adds up for a column: with more, they are cut into parts whose totals are added in order. */
const CHUNK = 64;

export const layerNorm: FusedKernels<GpuMemory>['layerNorm'] = (x, weight, bias, eps, out, moments) => {
  if (sizeOf(x.shape) === 0) return;
  runRows({
    key: `layerNorm ${weight !== null} ${bias !== null}`,
    views: {
      x,
      ...(weight === null ? {} : { scale: acrossRows(weight, x.shape) }),
      ...(bias === null ? {} : { shift: acrossRows(bias, x.shape) }),
    },
    constants: { eps },
    writes: { y: out, moments },
    body: wgsl`
  let start = x_at(row);
  let n = f32(p.length);
  var part = 0.0;
  for (var k = first; k < p.length; k += STRIDE) { part += x[start + i32(k) * p.x_step]; }
  let mean = rowSum(part, first) / n;
  part = 0.0;
  for (var k = first; k < p.length; k += STRIDE) {
    let away = x[start + i32(k) * p.x_step] - mean;
    part += away * away;
  }
  let inverse = quotient(1.0, sqrt(rowSum(part, first) / n + p.eps));
  for (var k = first; k < p.length; k += STRIDE) {
    var value = (x[start + i32(k) * p.x_step] - mean) * inverse;
    ${weight === null ? '' : 'value *= scale[scale_at(row) + i32(k) * p.scale_step];'}
    ${bias === null ? '' : 'value += shift[shift_at(row) + i32(k) * p.shift_step];'}
    y[row * p.length + k] = value;
  }
  if (first == 0u) {
    moments[2u * row] = mean;
    moments[2u * row + 1u] = inverse;
  }`,
  });
};

export const layerNormGrad: FusedKernels<GpuMemory>['layerNormGrad'] = (
  grad,
  x,
  weight,
  moments,
  out,
  weightGrad,
  biasGrad,
) => {
  const known = momentsOf(moments, x.shape);
  columnGrads(grad, x, known, weightGrad, biasGrad);
  if (sizeOf(x.shape) === 0) return;
  runRows({
    key: `layerNormGrad ${weight !== null}`,
    views: { g: grad, x, known, ...(weight === null ? {} : { scale: acrossRows(weight, x.shape) }) },
    writes: { result: out },
    // Moving all of a row or stretching it does not move x̂: those two directions are taken out.
    body: wgsl`
  let xStart = x_at(row);
  let gStart = g_at(row);
  let n = f32(p.length);
  let mean = known[known_at(row)];
  let inverse = known[known_at(row) + 1];
  var levelPart = 0.0;
  var stretchPart = 0.0;
  for (var k = first; k < p.length; k += STRIDE) {
    let hat = (x[xStart + i32(k) * p.x_step] - mean) * inverse;
    let inner = g[gStart + i32(k) * p.g_step]${weight === null ? '' : SCALED};
    levelPart += inner;
    stretchPart += inner * hat;
  }
  let level = rowSum(levelPart, first) / n;
  let stretch = rowSum(stretchPart, first) / n;
  for (var k = first; k < p.length; k += STRIDE) {
    let hat = (x[xStart + i32(k) * p.x_step] - mean) * inverse;
    let inner = g[gStart + i32(k) * p.g_step]${weight === null ? '' : SCALED};
    result[row * p.length + k] = (inner - level - hat * stretch) * inverse;
  }`,
  });
};

const SCALED = ' * scale[scale_at(row) + i32(k) * p.scale_step]';

/** Mean and 1/√(σ² + ε) stand in pairs, one for each row: seen as a view of x's shape that does not move along a row. */
const momentsOf = (moments: GpuMemory, shape: Shape): GpuView => ({
  memory: moments,
  dtype: 'float32',
  shape,
  strides: [...contiguousStrides(shape.slice(0, -1)).map((stride) => 2 * stride), 0],
  offset: 0,
});

/** Σ ḡ x̂ and Σ ḡ over the rows. One thread a column (and part). */
function columnGrads(
  grad: GpuView,
  x: GpuView,
  known: GpuView,
  weightGrad: GpuMemory | null,
  biasGrad: GpuMemory | null,
): void {
  const wanted = Object.entries({ ofScale: weightGrad, ofShift: biasGrad }).filter(
    (entry): entry is [string, GpuMemory] => entry[1] !== null,
  );
  if (wanted.length === 0) return;
  const length = x.shape.at(-1) ?? 1;
  const rows = sizeOf(x.shape.slice(0, -1));
  const parts = Math.max(Math.ceil(rows / CHUNK), 1);
  const { engine } = x.memory;
  const totals = wanted.map(([, memory]) => (parts === 1 ? memory : engine.allocate('float32', parts * length)));
  const writes = Object.fromEntries(wanted.map(([name], k) => [name, totals[k]!]));
  const views = { g: grad, x, known };
  const lines = rowWalk(views);
  engine.run({
    key: `layerNormGrad ${Object.keys(writes).join(' ')} ${lines.rank}`,
    program: () => ({
      params: { rows: 'u32', length: 'u32', parts: 'u32', ...lines.types },
      reads: readTypes(views),
      writes: allF32(writes),
      declarations: lines.functions,
      body: wgsl`
  if (i >= p.parts * p.length) { return; }
  let k = i32(i % p.length);
  let begin = i / p.length * ${CHUNK}u;
  let end = min(begin + ${CHUNK}u, p.rows);
  var alongScale = 0.0;
  var alongShift = 0.0;
  for (var row = begin; row < end; row++) {
    let moments = known_at(row);
    let slope = g[g_at(row) + k * p.g_step];
    alongScale += slope * (x[x_at(row) + k * p.x_step] - known[moments]) * known[moments + 1];
    alongShift += slope;
  }
  ${weightGrad === null ? '' : 'ofScale[i] = alongScale;'}
  ${biasGrad === null ? '' : 'ofShift[i] = alongShift;'}`,
    }),
    params: { rows, length, parts, ...lines.values },
    reads: Object.values(views).map((view) => view.memory),
    writes: totals,
    groups: Math.ceil((parts * length) / WORKGROUP),
  });
  if (parts === 1) return;
  wanted.forEach(([, memory], k) => {
    const partial = totals[k]!;
    const sums: GpuView = {
      memory: partial,
      dtype: 'float32',
      shape: [length, parts],
      strides: [1, length],
      offset: 0,
    };
    reduce('sum', sums, 1, memory);
    partial.release();
  });
}
