/** Words of the figures and the TimeBar. `{name}` marks a place that a figure fills. */
export const figures = {
  live: 'live',
  recorded: 'recorded',
};
