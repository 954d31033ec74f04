export const answers = {
  'g0-reads': '1024',
  'g1-reads': '1024',
  'g2-8-reads': '128',
  'g2-16-reads': '64',
  'g3-reads': '160',
  'copy-reads': '1',
  'g0-lines': '16',
  'g1-lines': '1',
  'g2-lines': '1',
  'copy-lines': '16',
};
