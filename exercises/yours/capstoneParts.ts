/** Whose answers the capstone takes, by exercise: what each gives away. */
export const capstoneParts: Readonly<Record<string, readonly string[]>> = {
  unbroadcast: ['unbroadcast'],
  'matmul-backward': ['matmulBackward'],
  'named-parameters': ['namedParameters'],
  'linear-layer': ['Linear'],
  'inverted-dropout': ['Dropout'],
  adam: ['Adam'],
  'epoch-loop': ['trainEpoch'],
  validate: ['validate'],
};
