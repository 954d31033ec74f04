/** Functions in WGSL that few programs call: inverse circular and hyperbolic ones, and the remainder. They use those of scalar.ts. */
import { wgsl } from './wgsl.ts';

const NAMES = /arcTangent|arcSine|arcCosine|hyperbolicSine|hyperbolicCosine|floatRest|wholeRest/;

/** Does an expression need `rareFunctions`? */
export const callsRareFunctions = (expression: string): boolean => NAMES.test(expression);

export const rareFunctions = wgsl`
// WGSL's inverse functions may be wrong in the third digit. Reductions and coefficients: Moshier, Cephes
// Mathematical Library, asinf.c, atanf.c, sinhf.c (1992).
fn arcTangent(x: f32) -> f32 {
  if (isNan(x)) { return x; }
  if (isInfinite(x)) { return sign(x) * 1.5707964; }
  let z = abs(x);
  var start = 0.0;
  var r = z;
  if (z > 2.4142136) {
    start = 1.5707964;
    r = -1.0 / z;
  } else if (z > 0.41421357) {
    start = 0.78539816;
    r = (z - 1.0) / (z + 1.0);
  }
  let s = r * r;
  let angle = start + (r + r * s * (-0.33332949 + s * (0.19977711 + s * (-0.13877686 + s * 0.080537446))));
  return select(angle, -angle, x < 0.0);
}
fn arcSineNear(x: f32) -> f32 { // up to 0.5
  let s = x * x;
  return x + x * s * (0.16666752 + s * (0.074953003 + s * (0.0454700263 + s * (0.024181311 + s * 0.042163199))));
}
fn arcSine(x: f32) -> f32 {
  let z = abs(x);
  if (isNan(x) || z > 1.0) { return nan(); }
  if (z <= 0.5) { return arcSineNear(x); }
  let angle = 1.5707964 - 2.0 * arcSineNear(sqrt(0.5 * (1.0 - z)));
  return select(angle, -angle, x < 0.0);
}
fn arcCosine(x: f32) -> f32 {
  if (isNan(x) || abs(x) > 1.0) { return nan(); }
  if (x > 0.5) { return 2.0 * arcSineNear(sqrt(0.5 * (1.0 - x))); }
  if (x < -0.5) { return 3.1415927 - 2.0 * arcSineNear(sqrt(0.5 * (1.0 + x))); }
  return 1.5707964 - arcSineNear(x);
}

// Beyond 80 half the power is squared: e^x itself would be infinite a little too early.
fn hyperbolicSine(x: f32) -> f32 {
  if (isNan(x)) { return x; }
  let z = abs(x);
  if (z <= 1.0) {
    let s = x * x;
    return x + x * s * (0.16666667 + s * (0.0083302838 + s * 2.0371913e-4));
  }
  var size = 0.0;
  if (z > 80.0) {
    let half = exponential(0.5 * z);
    size = 0.5 * half * half;
  } else {
    let e = exponential(z);
    size = 0.5 * e - 0.5 / e;
  }
  return select(size, -size, x < 0.0);
}
fn hyperbolicCosine(x: f32) -> f32 {
  if (isNan(x)) { return x; }
  let z = abs(x);
  if (z > 80.0) {
    let half = exponential(0.5 * z);
    return 0.5 * half * half;
  }
  let e = exponential(z);
  return 0.5 * e + 0.5 / e;
}

// What floored division leaves: the sign of y, and less than it. x / y would be rounded, so this is division by hand: x and y are whole
// numbers (their 24 bits) times a power of two, and remainders of whole numbers are exact.
fn wholePart(bits: u32) -> u32 { return (bits & 0x7fffffu) | select(0u, 0x800000u, (bits & 0x7f800000u) != 0u); }
fn powerOf(bits: u32) -> i32 { return max(i32((bits >> 23u) & 0xffu), 1); }
fn floatRest(x: f32, y: f32) -> f32 {
  if (isNan(x) || isNan(y) || isInfinite(x) || y == 0.0) { return nan(); }
  var r = x;
  if (!isInfinite(y) && abs(x) >= abs(y)) {
    let divisor = wholePart(bitcast<u32>(y));
    let power = powerOf(bitcast<u32>(y));
    var rest = wholePart(bitcast<u32>(x)) % divisor;
    var ahead = powerOf(bitcast<u32>(x)) - power;
    while (ahead > 0) { // seven places at a time stay inside 31 bits
      let step = min(ahead, 7);
      rest = (rest << u32(step)) % divisor;
      ahead -= step;
    }
    let size = ldexp(ldexp(f32(rest), -23), power - 127);
    r = select(size, -size, x < 0.0);
  }
  return select(r, r + y, r != 0.0 && (r < 0.0) != (y < 0.0));
}
fn wholeRest(x: i32, y: i32) -> i32 {
  if (y == 0) { return 0; }
  let r = x % y;
  return select(r, r + y, r != 0 && (r < 0) != (y < 0));
}
`;
