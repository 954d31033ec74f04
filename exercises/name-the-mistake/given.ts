/** The four programs of the task. Each is meant to be (p − t)². */
export const programs = {
  A: function difference(p: number, t: number) {
    return p > t ? p - t : t - p;
  },
  B: function squaredError(p: number, t: number) {
    return (p - t) * (p + t);
  },
  C: function error(p: number, t: number) {
    return (p - t) * ((p - t) / 2);
  },
  D: function squares(p: number, t: number) {
    return (p - t) ** 2 * (p - t);
  },
};
