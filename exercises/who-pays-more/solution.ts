export const answers = {
  pays: 'B',
  // −(3 ln 0.9 + ln 0.4) / 4
  lossA: 0.308,
  // −(3 ln 0.99 + ln 0.001) / 4
  lossB: 1.734,
};
