/** Pooling over planes of H × W, strides in elements. Letters: k kernel, s stride, p padding, d dilation; y vertical, x horizontal. */

/**
 * The largest number of each window and where it stood in its plane. The first one in reading order wins a tie, NaN wins over
 * everything, cells outside the image do not take part. x: `planes` planes, dense; out, indices: [planes, OH, OW]
 */
export function maxPool(
  planes: i32, height: i32, width: i32, outH: i32, outW: i32,
  ky: i32, kx: i32, sy: i32, sx: i32, py: i32, px: i32, dy: i32, dx: i32,
  x: usize, out: usize, indices: usize,
): void {
  const isInside = 2 * outH <= height && 2 * outW <= width; // no window hangs over the edge
  const plain = ky == 2 && kx == 2 && sy == 2 && sx == 2 && py == 0 && px == 0 && dy == 1 && dx == 1 && isInside;
  for (let plane = 0; plane < planes; plane++) {
    if (plain) maxOfFour(width, outH, outW, x, out, indices);
    else maxOfWindows(height, width, outH, outW, ky, kx, sy, sx, py, px, dy, dx, x, out, indices);
    x += <usize>(height * width) << 2;
    out += <usize>(outH * outW) << 2;
    indices += <usize>(outH * outW) << 2;
  }
}

/** The usual 2 × 2 windows, four of them at a time. */
function maxOfFour(width: i32, outH: i32, outW: i32, x: usize, out: usize, indices: usize): void {
  const row = <usize>width << 2;
  const even = i32x4(0, 2, 4, 6);
  for (let y = 0; y < outH; y++) {
    let at = x + <usize>(2 * y) * row;
    let place = 2 * y * width;
    let i = 0;
    for (; i + 4 <= outW; i += 4) {
      const upper0 = v128.load(at);
      const upper1 = v128.load(at, 16);
      const lower0 = v128.load(at + row);
      const lower1 = v128.load(at + row, 16);
      let best = v128.shuffle<i32>(upper0, upper1, 0, 2, 4, 6);
      const first = i32x4.add(i32x4.splat(place), even);
      let where = first;
      let rival = v128.shuffle<i32>(upper0, upper1, 1, 3, 5, 7);
      let wins = beats(rival, best);
      best = v128.bitselect(rival, best, wins);
      where = v128.bitselect(i32x4.add(first, i32x4.splat(1)), where, wins);
      rival = v128.shuffle<i32>(lower0, lower1, 0, 2, 4, 6);
      wins = beats(rival, best);
      best = v128.bitselect(rival, best, wins);
      where = v128.bitselect(i32x4.add(first, i32x4.splat(width)), where, wins);
      rival = v128.shuffle<i32>(lower0, lower1, 1, 3, 5, 7);
      wins = beats(rival, best);
      v128.store(out, v128.bitselect(rival, best, wins));
      v128.store(indices, v128.bitselect(i32x4.add(first, i32x4.splat(width + 1)), where, wins));
      at += 32;
      place += 8;
      out += 16;
      indices += 16;
    }
    for (; i < outW; i++) {
      let best = load<f32>(at);
      let where = place;
      const right = load<f32>(at, 4);
      if (right > best || (right != right && best == best)) {
        best = right;
        where = place + 1;
      }
      const below = load<f32>(at + row);
      if (below > best || (below != below && best == best)) {
        best = below;
        where = place + width;
      }
      const corner = load<f32>(at + row, 4);
      if (corner > best || (corner != corner && best == best)) {
        best = corner;
        where = place + width + 1;
      }
      store<f32>(out, best);
      store<i32>(indices, where);
      at += 8;
      place += 2;
      out += 4;
      indices += 4;
    }
  }
}

/** rival > best, or rival is NaN and best is not. */
// @ts-ignore: decorator
@inline
function beats(rival: v128, best: v128): v128 {
  return v128.or(f32x4.gt(rival, best), v128.andnot(f32x4.ne(rival, rival), f32x4.ne(best, best)));
}

function maxOfWindows(
  height: i32, width: i32, outH: i32, outW: i32,
  ky: i32, kx: i32, sy: i32, sx: i32, py: i32, px: i32, dy: i32, dx: i32,
  x: usize, out: usize, indices: usize,
): void {
  for (let oy = 0; oy < outH; oy++) {
    for (let ox = 0; ox < outW; ox++) {
      let best: f32 = -Infinity;
      let where = -1;
      for (let u = 0; u < ky; u++) {
        const iy = oy * sy + u * dy - py;
        if (iy < 0 || iy >= height) continue;
        for (let v = 0; v < kx; v++) {
          const ix = ox * sx + v * dx - px;
          if (ix < 0 || ix >= width) continue;
          const value = load<f32>(x + (<usize>(iy * width + ix) << 2));
          if (where < 0 || value > best || (value != value && best == best)) {
            best = value;
            where = iy * width + ix;
          }
        }
      }
      store<f32>(out, best);
      store<i32>(indices, where);
      out += 4;
      indices += 4;
    }
  }
}

/** The mean of each window (or, spread: what it hands back to each of its cells). x or grad dense. */
export function averagePool(
  spread: i32, planes: i32, height: i32, width: i32, outH: i32, outW: i32,
  ky: i32, kx: i32, sy: i32, sx: i32, py: i32, px: i32, countPadding: i32,
  image: usize, windows: usize,
): void {
  for (let plane = 0; plane < planes; plane++) {
    if (spread) memory.fill(image, 0, <usize>(height * width) << 2);
    for (let oy = 0; oy < outH; oy++) {
      const top = max(0, oy * sy - py);
      const bottom = min(oy * sy - py + ky, height);
      for (let ox = 0; ox < outW; ox++) {
        const left = max(0, ox * sx - px);
        const right = min(ox * sx - px + kx, width);
        const count = <f64>(countPadding ? ky * kx : (bottom - top) * (right - left));
        if (spread) {
          const share = <f32>(<f64>load<f32>(windows) / count);
          for (let y = top; y < bottom; y++) {
            for (let x = left; x < right; x++) {
              const at = image + (<usize>(y * width + x) << 2);
              store<f32>(at, load<f32>(at) + share);
            }
          }
        } else {
          let total: f64 = 0;
          for (let y = top; y < bottom; y++) {
            for (let x = left; x < right; x++) total += <f64>load<f32>(image + (<usize>(y * width + x) << 2));
          }
          store<f32>(windows, <f32>(total / count));
        }
        windows += 4;
      }
    }
    image += <usize>(height * width) << 2;
  }
}
