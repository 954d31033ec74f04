export const answers = {
  float64: ['1e-5', '1e-8', '1e-3', '1e-12', '1e-1'],
  float32: '1e-3',
  forward: 'worse',
  parabola: 'none',
  far: '1e-1',
};
