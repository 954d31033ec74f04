/**
 * Random numbers in [0, 1), all at once: word number p of a Philox stream is a function of (seed, p) alone, so every thread computes its
 * own. The same words as tensor/random.ts, which names the source; 24 bits fit into a float, so the numbers are the same, too.
 */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { WORKGROUP } from './program.ts';
import { wgsl } from './wgsl.ts';

const philox = wgsl`
// High half of the 64-bit product: WGSL, like JavaScript, only gives the low one.
fn mul_high(a: u32, b: u32) -> u32 {
  let a_low = a & 0xffffu;
  let a_high = a >> 16u;
  let b_low = b & 0xffffu;
  let b_high = b >> 16u;
  let middle1 = a_high * b_low + ((a_low * b_low) >> 16u);
  let middle2 = a_low * b_high + (middle1 & 0xffffu);
  return a_high * b_high + (middle1 >> 16u) + (middle2 >> 16u);
}

// Four random words from a counter and a key, ten rounds.
fn philox(counter: vec4u, key: vec2u) -> vec4u {
  var c = counter;
  var k = key;
  for (var turn = 0u; turn < 10u; turn++) {
    c = vec4u(
      mul_high(0xcd9e8d57u, c.z) ^ c.y ^ k.x,
      0xcd9e8d57u * c.z,
      mul_high(0xd2511f53u, c.x) ^ c.w ^ k.y,
      0xd2511f53u * c.x,
    );
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}
`;

export const uniform: Kernels<GpuMemory>['uniform'] = ({ seed, stream, position }, out) => {
  const block = Math.floor(position / 4); // a block has four words
  out.engine.run({
    key: 'uniform',
    program: () => ({
      params: { size: 'u32', begin: 'u32', block_low: 'u32', block_high: 'u32', key_low: 'u32', key_high: 'u32' },
      reads: {},
      writes: { y: 'f32' },
      declarations: philox,
      body: wgsl`
  if (i >= p.size) { return; }
  let word = p.begin + i;
  let low = p.block_low + (word >> 2u);
  let carry = select(0u, 1u, low < p.block_low);
  let words = philox(vec4u(low, p.block_high + carry, 0u, 0u), vec2u(p.key_low, p.key_high));
  y[i] = f32(words[word & 3u] >> 8u) * 5.9604644775390625e-8; // 2⁻²⁴`,
    }),
    params: {
      size: out.length,
      begin: position % 4,
      block_low: block >>> 0,
      block_high: Math.floor(block / 0x100000000),
      key_low: seed >>> 0,
      key_high: (Math.floor(seed / 0x100000000) ^ stream) >>> 0,
    },
    reads: [],
    writes: [out],
    groups: Math.ceil(out.length / WORKGROUP),
  });
};
