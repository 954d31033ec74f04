export const answers = {
  back: 4,
  first: 'up',
  wander: 'works',
  slow: 'small-rate',
  explodes: 'edge',
};
