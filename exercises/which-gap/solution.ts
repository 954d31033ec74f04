export const answers = {
  quota: 'neither',
  unaware: 'neither',
  accurate: 'neither',
  calibrated: 'neither',
  thresholds: 'less-for-B',
  alike: 'both',
};
