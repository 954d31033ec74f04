export const answers = {
  once: 3,
  twice: 6,
  emptied: 3,
  value: 5,
  losses: 12,
};
