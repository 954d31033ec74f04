/** Rows of a table by index, and their reverse. Steps in elements. */

/** out[i, :] = x[index[i], :] for rows of `width` neighbours. */
export function gatherRows(n: i32, width: i32, index: usize, indexStep: i32, x: usize, xRow: i32, out: usize): void {
  const bytes = <usize>width << 2;
  const behind = out + <usize>n * bytes;
  const neighbour = v128.load(behind);
  for (let i = 0; i < n; i++) {
    const from = x + <usize>((load<i32>(index) * xRow) << 2);
    // Rows are written from first to last: what hangs over is overwritten by the next one, and put back behind the last.
    for (let at: usize = 0; at < bytes; at += 16) v128.store(out + at, v128.load(from + at));
    index += <usize>(indexStep << 2);
    out += bytes;
  }
  v128.store(behind, neighbour);
}

/** out[index[i], :] += x[i, :] */
export function scatterRows(n: i32, width: i32, index: usize, indexStep: i32, x: usize, xRow: i32, xStep: i32, out: usize): void {
  for (let i = 0; i < n; i++) {
    const to = out + (<usize>(load<i32>(index) * width) << 2);
    let j = 0;
    if (xStep == 1) {
      for (; j + 4 <= width; j += 4) {
        const at = <usize>j << 2;
        v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(x + at)));
      }
    }
    for (; j < width; j++) {
      const at = to + (<usize>j << 2);
      store<f32>(at, load<f32>(at) + load<f32>(x + <usize>((j * xStep) << 2)));
    }
    index += <usize>(indexStep << 2);
    x += <usize>(xRow << 2);
  }
}

/** In every row: out[row, i] = x[row, index[row, i]] */
export function gatherInRows(rows: i32, n: i32, index: usize, indexRow: i32, indexStep: i32, x: usize, xRow: i32, xStep: i32, out: usize): void {
  for (let row = 0; row < rows; row++) {
    let at = index;
    for (let i = 0; i < n; i++) {
      store<f32>(out, load<f32>(x + <usize>((load<i32>(at) * xStep) << 2)));
      at += <usize>(indexStep << 2);
      out += 4;
    }
    index += <usize>(indexRow << 2);
    x += <usize>(xRow << 2);
  }
}

/** In every row: out[row, index[row, i]] += x[row, i] */
export function scatterInRows(rows: i32, n: i32, index: usize, indexRow: i32, indexStep: i32, x: usize, xRow: i32, xStep: i32, out: usize, outRow: i32): void {
  for (let row = 0; row < rows; row++) {
    let at = index;
    let from = x;
    for (let i = 0; i < n; i++) {
      const to = out + (<usize>load<i32>(at) << 2);
      store<f32>(to, load<f32>(to) + load<f32>(from));
      at += <usize>(indexStep << 2);
      from += <usize>(xStep << 2);
    }
    index += <usize>(indexRow << 2);
    x += <usize>(xRow << 2);
    out += <usize>(outRow << 2);
  }
}

/** One of each line across: out[i, j] = x[i, index[i, j], j] */
export function gatherAcross(n: i32, width: i32, index: usize, x: usize, xRow: i32, xLine: i32, xStep: i32, out: usize): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < width; j++) {
      store<f32>(out, load<f32>(x + <usize>((load<i32>(index) * xLine + j * xStep) << 2)));
      index += 4;
      out += 4;
    }
    x += <usize>(xRow << 2);
  }
}

/** To one of each line across: out[i, index[i, j], j] += x[i, j] for lines of `lines` rows. */
export function scatterAcross(n: i32, width: i32, index: usize, x: usize, lines: i32, out: usize): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < width; j++) {
      const to = out + (<usize>(load<i32>(index) * width + j) << 2);
      store<f32>(to, load<f32>(to) + load<f32>(x));
      index += 4;
      x += 4;
    }
    out += <usize>(lines * width) << 2;
  }
}
