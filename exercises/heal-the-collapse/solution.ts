export const answers = {
  fork: 'stronger-discriminator',
  start: 'sticks',
};
