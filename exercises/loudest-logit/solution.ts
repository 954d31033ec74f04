export const answers = {
  loudest: 'A2',
  quietest: 'C0',
  'loudest-of-a': '2',
  'loudest-of-d': '1',
  'quietest-of-e': '1',
  silent: 'E',
};
